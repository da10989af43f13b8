package dev.faultline.udf.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapeCubeTest {

  private static final long NO_TIME = ShapeCube.NO_TIME;

  @Test
  void countsLikeAHashMap() {
    Random random = new Random(3);
    ShapeCube cube = new ShapeCube();
    Map<List<Integer>, long[]> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      int shape = random.nextInt(300);
      int stream = random.nextInt(20);
      int severity = random.nextInt(24);
      // Before 1970 as well: the bucket of -1 µs is -1.
      long time = random.nextInt(10) == 0 ? NO_TIME : (random.nextInt(8) - 4) * 450_000_000L - 1;
      long offset = random.nextInt(1 << 20);
      cube.add(shape, stream, severity, time, offset);
      int bucket = time == NO_TIME ? ShapeCube.NO_BUCKET : (int) Math.floorDiv(time, 900_000_000L);
      long[] cell =
          expected.computeIfAbsent(
              List.of(shape, stream, severity, bucket),
              key -> new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE});
      cell[0]++;
      if (time != NO_TIME) {
        cell[1] = Math.min(cell[1], time);
        cell[2] = Math.max(cell[2], time);
      }
      cell[3] = Math.min(cell[3], offset);
    }

    assertThat(cube.size()).isEqualTo(expected.size());
    for (int c = 0; c < cube.size(); c++) {
      List<Integer> key = List.of(cube.shape(c), cube.stream(c), cube.severity(c), cube.bucket(c));
      assertThat(new long[] {cube.count(c), cube.first(c), cube.last(c), cube.offset(c)})
          .as("%s", key)
          .isEqualTo(expected.remove(key));
    }
    assertThat(expected).isEmpty();
  }

  @Test
  void clearForgetsEverything() {
    ShapeCube cube = new ShapeCube();
    cube.add(1, 2, 17, 5, 100);
    cube.clear();
    assertThat(cube.size()).isZero();
    cube.add(1, 2, 17, 7, 200);
    assertThat(cube.count(0)).isEqualTo(1);
    assertThat(cube.offset(0)).isEqualTo(200);
  }
}
