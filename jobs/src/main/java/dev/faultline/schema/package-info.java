/** What other packages agree on: how results are declared. It knows none of them. */
package dev.faultline.schema;
