/** Results made readable: plots as SVG, a self-contained HTML page, Markdown. */
@NullMarked
package dev.intarsia.bench.report;

import org.jspecify.annotations.NullMarked;
