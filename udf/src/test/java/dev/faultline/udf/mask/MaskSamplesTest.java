package dev.faultline.udf.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of conf/mask.yaml hold in both engines. */
class MaskSamplesTest {

  private static final MaskSpec SHIPPED = MaskFiles.shipped();
  private static final MaskEngines ENGINES = new MaskEngines(SHIPPED);

  static Stream<MaskSpec.Sample> samples() {
    return SHIPPED.samples().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleHasItsShape(MaskSpec.Sample sample) {
    assertThat(ENGINES.shape(sample.line())).isEqualTo(sample.shape());
  }

  @Test
  void rulesAndSamplesWereRead() {
    assertThat(SHIPPED.samples()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(SHIPPED.keep()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(SHIPPED.valueUntilSpace()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(SHIPPED.valueUntilEnd()).isNotEmpty();
    assertThat(SHIPPED.keepHexIn()).isNotEmpty();
  }
}
