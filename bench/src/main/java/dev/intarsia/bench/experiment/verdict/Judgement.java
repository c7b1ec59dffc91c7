package dev.intarsia.bench.experiment.verdict;

import java.util.ArrayList;
import java.util.List;

/** What figures say of a claim, part by part, and by one rule for all experiments. */
public final class Judgement {
  /** The rule, for whoever reads a report. */
  public static final String RULE =
      "A claim is judged part by part, by medians where nothing else is said: a part holds from"
          + " three quarters of the claimed effect on, holds in part from one quarter on, and does"
          + " not hold below that; where no size was claimed, the direction counts, from 2 % on."
          + " A claim holds if all its parts do, does not hold if none does even in part, and"
          + " holds in part otherwise. What was not measured is not judged.";

  private static final double MOST = 0.75;
  private static final double SOME = 0.25;
  private static final double NOISE = 0.02;

  /** What is said of a part. */
  private enum Outcome {
    HOLDS("holds"),
    IN_PART("holds in part"),
    NOT("does not hold"),
    UNKNOWN("not measured");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /**
   * Judges a part whose size was claimed.
   *
   * @param words the part with its figures
   * @param effect what was measured, 0 if there is no effect; NaN if it was not
   * @param claimed the effect that was claimed, in the same unit
   */
  public Judgement effect(String words, double effect, double claimed) {
    return add(words, reached(effect / claimed));
  }

  /**
   * Judges a part that names a figure, "about 12": too much is as wrong as too little.
   *
   * @param measured positive; NaN if it was not measured
   * @param claimed positive
   */
  public Judgement figure(String words, double measured, double claimed) {
    return add(words, reached(Math.min(measured / claimed, claimed / measured)));
  }

  /**
   * Judges a part that claims that one is more than the other, but not by how much.
   *
   * @param more what was claimed to be more; NaN if it was not measured
   * @param than what was claimed to be less
   */
  public Judgement direction(String words, double more, double than) {
    return Double.isNaN(more) || Double.isNaN(than)
        ? add(words, Outcome.UNKNOWN)
        : fact(words, more > than * (1 + NOISE));
  }

  /** Judges a part that is so or is not. */
  public Judgement fact(String words, boolean holds) {
    return add(words, holds ? Outcome.HOLDS : Outcome.NOT);
  }

  /** Names a part that was not measured. */
  public Judgement unknown(String words) {
    return add(words, Outcome.UNKNOWN);
  }

  /** Adds figures that the claim says nothing of. */
  public Judgement also(String words) {
    if (!words.isEmpty()) {
      others.add(words);
    }
    return this;
  }

  private static Outcome reached(double share) {
    if (Double.isNaN(share)) {
      return Outcome.UNKNOWN;
    }
    return share >= MOST ? Outcome.HOLDS : share >= SOME ? Outcome.IN_PART : Outcome.NOT;
  }

  private Judgement add(String words, Outcome outcome) {
    outcomes.add(outcome);
    parts.add(words + " (" + outcome.words + ")");
    return this;
  }

  /** "The claim holds in part: ... (holds); ... (does not hold); other figures." */
  public String text() {
    List<String> all = new ArrayList<>(parts);
    all.addAll(others);
    return overall() + ": " + String.join("; ", all) + ".";
  }

  private String overall() {
    List<Outcome> judged = outcomes.stream().filter(one -> one != Outcome.UNKNOWN).toList();
    if (judged.isEmpty()) {
      return "Nothing was measured that the claim could be judged by";
    }
    String limit = judged.size() < outcomes.size() ? ", as far as it was measured" : "";
    if (judged.stream().allMatch(one -> one == Outcome.HOLDS)) {
      return "The claim holds" + limit;
    }
    return judged.stream().allMatch(one -> one == Outcome.NOT)
        ? "The claim does not hold here" + limit
        : "The claim holds in part" + limit;
  }
}
