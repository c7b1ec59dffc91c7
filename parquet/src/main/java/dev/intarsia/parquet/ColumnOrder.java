package dev.intarsia.parquet;

/** By which order a file's minima and maxima of a column are meant; see {@code ColumnOrder}. */
public enum ColumnOrder {
  /** The order that the column's types define. */
  TYPE_DEFINED,
  /** IEEE 754's total order: -0 before +0, NaN at both ends. Floats only. */
  IEEE_754_TOTAL,
  /** The file says none, or one that is not known here: its bounds say nothing. */
  UNDEFINED
}
