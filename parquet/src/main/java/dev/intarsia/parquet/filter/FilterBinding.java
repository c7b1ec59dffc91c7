package dev.intarsia.parquet.filter;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.filter.BoundFilter.All;
import dev.intarsia.parquet.filter.BoundFilter.Any;
import dev.intarsia.parquet.filter.BoundFilter.Presence;
import dev.intarsia.parquet.filter.BoundFilter.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks the columns of a filter up in a file, and brings its literals into their form. */
public final class FilterBinding {
  private final List<LeafColumn> columns;

  private FilterBinding(List<LeafColumn> columns) {
    this.columns = columns;
  }

  /**
   * Binds a filter.
   *
   * @param filter any
   * @param columns of the file
   * @return the same question to these columns
   * @throws IllegalArgumentException if there is no such column or several by its name, it has many
   *     values a row, or it does not compare with a literal
   */
  public static BoundFilter bind(Filter filter, List<LeafColumn> columns) {
    return new FilterBinding(columns).bind(filter, false);
  }

  private BoundFilter bind(Filter filter, boolean negated) {
    return switch (filter) {
      case Filter.And(List<Filter> filters) -> join(filters, !negated, negated);
      case Filter.Or(List<Filter> filters) -> join(filters, negated, negated);
      case Filter.Not(Filter inner) -> bind(inner, !negated);
      case Filter.IsNull(String column) -> presence(column(column), negated);
      case Filter.IsNaN(String name) -> {
        LeafColumn column = column(name);
        if (!ValueOrder.of(column.field()).hasNan()) {
          throw new IllegalArgumentException(
              "column '%s' (%s) is never NaN".formatted(name, column.field().typeName()));
        }
        yield test(column, ValueTest.isNaN(column.field()), List.of(), negated);
      }
      case Filter.Comparison(String name, Filter.Operator operator, Object literal) -> {
        LeafColumn column = column(name);
        LiteralRules rules = LiteralRules.of(column);
        List<byte[]> equal =
            operator == Filter.Operator.EQ ? rules.plain(List.of(literal)) : List.of();
        yield test(column, rules.compare(operator, literal), equal, negated);
      }
      case Filter.In(String name, List<Object> literals) -> {
        LeafColumn column = column(name);
        if (literals.isEmpty()) {
          yield negated ? BoundFilter.EVERYTHING : BoundFilter.NOTHING;
        }
        LiteralRules rules = LiteralRules.of(column);
        yield test(column, rules.in(literals), rules.plain(literals), negated);
      }
    };
  }

  /** Groups within groups of their kind are taken apart. */
  private BoundFilter join(List<Filter> filters, boolean all, boolean negated) {
    List<BoundFilter> parts = new ArrayList<>();
    for (Filter filter : filters) {
      BoundFilter part = bind(filter, negated);
      switch (part) {
        case All(List<BoundFilter> inner) when all -> parts.addAll(inner);
        case Any(List<BoundFilter> inner) when !all -> parts.addAll(inner);
        default -> parts.add(part);
      }
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return all ? new All(List.copyOf(parts)) : new Any(List.copyOf(parts));
  }

  private static BoundFilter presence(LeafColumn column, boolean present) {
    if (column.maxDefinitionLevel() == 0) {
      return present ? BoundFilter.EVERYTHING : BoundFilter.NOTHING;
    }
    return new Presence(column, present);
  }

  private static BoundFilter test(
      LeafColumn column, ValueTest test, List<byte[]> equal, boolean negated) {
    return negated
        ? new Test(column, test.negate(), List.of())
        : new Test(column, test, List.copyOf(equal));
  }

  private LeafColumn column(String name) {
    List<LeafColumn> found = columns.stream().filter(c -> c.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no column '%s'; there are %s"
              .formatted(
                  name, columns.stream().map(LeafColumn::name).collect(Collectors.joining(", "))));
    }
    if (found.size() > 1) {
      // a dot is legal in a name, too
      throw new IllegalArgumentException(
          "column '%s' may be any of the paths %s; a filter cannot tell them apart"
              .formatted(name, found.stream().map(LeafColumn::path).toList()));
    }
    LeafColumn column = found.getFirst();
    if (!column.isFlat()) {
      throw new IllegalArgumentException(
          "column '%s' has any number of values a row; filters take columns with one at most"
              .formatted(name));
    }
    return column;
  }
}
