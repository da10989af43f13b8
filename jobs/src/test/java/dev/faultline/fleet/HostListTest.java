package dev.faultline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          login1                      | login1
          gpu-node-[001-003,007],login1 | gpu-node-001 gpu-node-002 gpu-node-003 gpu-node-007 login1
          r[1-2]n[08-10]              | r1n08 r1n09 r1n10 r2n08 r2n09 r2n10
          n[9-11]                     | n9 n10 n11
          n[098-101]                  | n098 n099 n100 n101
          gpu[1-2]-ib0                | gpu1-ib0 gpu2-ib0
          [1-2]                       | 1 2
          a;b; c , d                  | a b c d
          a,a,n[1,1-2]                | a n1 n2
          a.example.org,              | a.example.org
          """)
  void aListIsItsNames(String list, String names) {
    assertThat(HostList.expand(list)).containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "None assigned", "none", "(null)", "Unknown"})
  void noneIsNone(String list) {
    assertThat(HostList.expand(list)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          n[1-3          | has a [ without its ]
          n1-3]          | has a bracket that does not pair
          n[[1-2],3]     | has a bracket that does not pair
          n[]            | has '' in brackets
          n[1-]          | has '1-' in brackets
          n[1,,2]        | has '' in brackets
          n[a-c]         | has 'a-c' in brackets
          n[1 - 2]       | has '1 - 2' in brackets
          n[3-1]         | has the range 3-1, which ends before it begins
          n[9999999999]  | has '9999999999' in brackets
          n[0-999999999] | has more than 100,000 hosts
          n[1-400][1-400] | has more than 100,000 hosts
          n[1-60000],m[1-60000] | has more than 100,000 hosts
          """)
  void whatIsNoListIsRefusedWithItsBeginning(String list, String told) {
    assertThatThrownBy(() -> HostList.expand(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the host list '" + list + "'")
        .hasMessageContaining(told);
  }

  @Test
  void aHostileListIsRefusedAtOnce() {
    String manyHosts = "more than 100,000 hosts";
    assertRefused("n" + "[0-999999999]".repeat(20), manyHosts);
    assertRefused("n[1-100000][" + "0-999999999,".repeat(100_000) + "1]", manyHosts);
    assertRefused("n,".repeat(3 << 20), manyHosts);
    assertRefused("n" + "[1]".repeat(100_000), "a name of more than 255 characters");
    assertRefused("n".repeat(256) + "[1-9]", "a name of more than 255 characters");
    assertThat(HostList.expand("n[1-100000]")).hasSize(HostList.MOST_HOSTS);
  }

  private static void assertRefused(String list, String told) {
    assertThatThrownBy(() -> HostList.expand(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told)
        .message()
        .hasSizeLessThan(200);
  }

  /** A dimension of names as its numbers, and as Slurm would write them. */
  record Numbers(List<String> each, String written) {}

  /** What is written in brackets and what it stands for grow together here, name by name. */
  @Property(tries = 300)
  void aFoldedListUnfolds(@ForAll("dimensions") List<Numbers> dimensions) {
    List<String> names = List.of("n");
    StringBuilder list = new StringBuilder("n");
    for (Numbers numbers : dimensions) {
      list.append('[').append(numbers.written()).append("]x");
      names =
          names.stream()
              .flatMap(name -> numbers.each().stream().map(number -> name + number + "x"))
              .toList();
    }
    Set<String> expected = new LinkedHashSet<>(names);
    expected.add("login");
    assertThat(HostList.expand(list + ",login")).containsExactlyElementsOf(expected);
  }

  @Provide
  Arbitrary<List<Numbers>> dimensions() {
    Arbitrary<Set<Integer>> numbers =
        Arbitraries.integers().between(0, 130).set().ofMinSize(1).ofMaxSize(12);
    return Combinators.combine(numbers, Arbitraries.integers().between(1, 5))
        .as(HostListTest::folded)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /**
   * Neighbours in order that are as long become a range; of unequal length, no zeros were asked.
   */
  private static Numbers folded(Set<Integer> numbers, int digits) {
    List<String> each =
        numbers.stream().map(n -> String.format(Locale.ROOT, "%0" + digits + "d", n)).toList();
    List<String> sorted = new ArrayList<>(each);
    sorted.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    List<String> written = new ArrayList<>();
    for (String number : sorted) {
      String last = written.isEmpty() ? "" : written.get(written.size() - 1);
      String[] range = last.split("-");
      boolean next =
          !last.isEmpty()
              && Integer.parseInt(range[range.length - 1]) + 1 == Integer.parseInt(number);
      if (next) {
        written.set(written.size() - 1, range[0] + "-" + number);
      } else {
        written.add(number);
      }
    }
    return new Numbers(sorted, String.join(",", written));
  }

  @Test
  void theTestFoldsAsSlurmDoes() {
    Set<Integer> numbers = new LinkedHashSet<>(Arrays.asList(7, 2, 1, 3));
    assertThat(folded(numbers, 3).written()).isEqualTo("001-003,007");
  }
}
