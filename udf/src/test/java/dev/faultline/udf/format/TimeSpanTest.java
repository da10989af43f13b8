package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeSpanTest {

  @Test
  void theEndIsExclusive() {
    TimeSpan span = new TimeSpan(10, 20);
    assertThat(span.isAll()).isFalse();
    assertThat(span.contains(9)).isFalse();
    assertThat(span.contains(10)).isTrue();
    assertThat(span.contains(19)).isTrue();
    assertThat(span.contains(20)).isFalse();
  }

  @Test
  void aRecordWithoutATimeCountsOnlyWhereAllDo() {
    assertThat(TimeSpan.ALL.isAll()).isTrue();
    assertThat(TimeSpan.ALL.contains(TimeResolver.NONE)).isTrue();
    assertThat(new TimeSpan(Long.MIN_VALUE, 20).contains(TimeResolver.NONE)).isFalse();
    assertThat(new TimeSpan(Long.MIN_VALUE, 20).contains(Long.MIN_VALUE + 1)).isTrue();
  }
}
