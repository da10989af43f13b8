/**
 * A made-up night of a GPU cluster: logs, metrics and tables, and the truth about the faults in
 * them. The night is planned from the seed alone; each file is a pure function of the plan. What
 * lines look like is data, in {@code conf/simulate}. Knows neither Spark nor the analysis.
 */
package dev.faultline.simulate;
