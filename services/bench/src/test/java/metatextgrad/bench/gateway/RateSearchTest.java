package metatextgrad.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateSearchTest {
    /** The server is steady up to a rate. */
    @ParameterizedTest
    @CsvSource({
        "1000, '[200, 400, 800, 1600, 1200, 1000, 1100]', 1000",
        "1600, '[200, 400, 800, 1600, 3200, 2400, 2000, 1800]', 1600",
        "100000, '[200, 400, 800, 1600, 3200, 6400]', 6400",
        "60, '[200, 100, 50, 75]', 50",
        "10, '[200, 100, 50, 25]', 0"
    })
    void shouldFindTheHighestSteadyRate(int highest, String rates, int found) {
        List<Integer> measured = new ArrayList<>();
        RateSearch search = RateSearch.begin();
        while (!search.ended()) {
            measured.add(search.next());
            search = search.with(search.next() <= highest);
        }

        assertThat(measured).hasToString(rates);
        assertThat(search.steady()).isEqualTo(found);
    }

    @Test
    void shouldStateHowManyFileHandlesStreamsNeed() {
        assertThat(FileHandles.problem(5_000, 11_000)).isEmpty();
        assertThat(FileHandles.problem(5_000, 1_024))
                .contains(
                        "5000 open streams need 11000 file handles in the gateway, and the limit is 1024: raise it (ulimit -n 11000) and measure again");
    }
}
