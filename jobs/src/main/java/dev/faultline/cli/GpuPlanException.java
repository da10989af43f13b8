package dev.faultline.cli;

/** Placement cannot be told; the message says why and what to do. */
final class GpuPlanException extends RuntimeException {

  private static final long serialVersionUID = 1;

  GpuPlanException(String message) {
    super(message);
  }
}
