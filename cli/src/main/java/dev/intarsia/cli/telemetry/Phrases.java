package dev.intarsia.cli.telemetry;

import java.lang.foreign.Arena;
import java.util.List;

/** {@link TelemetryWords}, encoded. */
final class Phrases {
  final TextTable severities;
  final TextTable threads;
  final TextTable scopes;
  final TextTable routes;
  final TextTable tasks;
  final TextTable spanKinds;
  final TextTable statusCodes;
  final TextTable methods;
  final TextTable reasons;
  final TextTable protocols;
  final TextTable databases;
  final TextTable exceptions;
  final TextTemplate urls;
  final TextTemplate queries;
  final TextTemplate agents;
  final TextTemplate requestIds;
  final TextTemplate messages;
  final TextTemplate complaints;
  final TextTemplate frames;

  Phrases(Arena arena) {
    severities = TextTable.of(arena, TelemetryWords.SEVERITIES);
    threads = TextTable.of(arena, TelemetryWords.THREADS);
    scopes = TextTable.of(arena, TelemetryWords.SCOPES);
    routes = TextTable.of(arena, TelemetryWords.ROUTES);
    tasks = TextTable.of(arena, TelemetryWords.TASKS);
    spanKinds = TextTable.of(arena, TelemetryWords.SPAN_KINDS);
    statusCodes = TextTable.of(arena, TelemetryWords.STATUS_CODES);
    methods = TextTable.of(arena, TelemetryWords.METHODS);
    reasons = TextTable.of(arena, TelemetryWords.REASONS);
    protocols = TextTable.of(arena, TelemetryWords.PROTOCOLS);
    databases = TextTable.of(arena, TelemetryWords.DATABASES);
    exceptions = TextTable.of(arena, TelemetryWords.EXCEPTIONS);
    urls = TextTemplate.of(arena, TelemetryWords.ROUTES);
    queries = TextTemplate.of(arena, TelemetryWords.QUERIES);
    agents = TextTemplate.of(arena, TelemetryWords.AGENTS);
    requestIds = TextTemplate.of(arena, List.of("{hex}{hex}"));
    messages = TextTemplate.of(arena, TelemetryWords.MESSAGES);
    complaints = TextTemplate.of(arena, TelemetryWords.COMPLAINTS);
    frames = TextTemplate.of(arena, TelemetryWords.FRAMES);
  }
}
