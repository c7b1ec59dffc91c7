/**
 * The {@code intarsia} command. {@link dev.intarsia.cli.Intarsia} parses the command line and turns
 * what goes wrong into a message and an exit code; each {@code *Command} is one subcommand; {@code
 * OutputFile} is the Parquet file that a subcommand writes. What text becomes rows is in {@code
 * ingest}, made-up rows are in {@code telemetry}, and what the person sees is in {@code console}.
 */
@NullMarked
package dev.intarsia.cli;

import org.jspecify.annotations.NullMarked;
