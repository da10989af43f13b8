/** What NVIDIA's RAPIDS Accelerator would run on a GPU, told without one. */
package dev.faultline.gpu;
