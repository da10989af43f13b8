/**
 * How well the incidents of a run agree with the truth about a simulated night. It knows the files
 * of both, and neither who wrote the night nor who analysed it.
 */
package dev.faultline.score;
