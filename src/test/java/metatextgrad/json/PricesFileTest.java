package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PricesFileTest {
    @Test
    void shouldReadDollarsForAMillionTokens() {
        Prices prices =
                PricesFile.read("as-of: 2026-11-01\nmodels:\n  m: {input: 0.15, output: 2}\n");
        assertThat(prices.asOf()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(prices.of("m")).isEqualTo(new Price(150_000, 2_000_000));
        assertThat(prices.of("M")).isNull();
    }

    @Test
    void shouldHaveADatedTableInEachRelease() {
        Prices prices = PricesFile.standard();
        assertThat(prices.of("gpt-4o-mini")).isEqualTo(new Price(150_000, 600_000));
        assertThat(prices.asOf()).isAfter(LocalDate.of(2026, 1, 1));
        assertThat(prices.models()).hasSizeGreaterThan(100).containsKey("claude-haiku-4-5");
        assertThat(PricesFile.read(Resources.text("/prices.yaml"))).isEqualTo(prices);
    }

    /** 1000 tokens in and 1 out at .15 and .60 dollars a million are 150.6 millionths. */
    @Test
    void shouldRoundTheCostOfShortCallsUp() {
        Price price = new Price(150_000, 600_000);
        assertThat(price.micros(1000, 1)).isEqualTo(151);
        assertThat(price.micros(1, 0)).isEqualTo(1);
        assertThat(price.micros(0, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models: {m: {input: 1, output: 1}}|as-of: is missing",
                "{as-of: soon, models: {}}|as-of: must be a date, such as 2026-01-31",
                "{as-of: '2026-01-31', models: {m: {input: 1}}}|models.m.output: is missing",
                "{as-of: '2026-01-31', models: {m: {input: -1, output: 1}}}|models.m.input: must be at least 0",
                "{as-of: '2026-01-31', models: {m: {input: 1, output: 1, cached: 1}}}|models.m.cached: unknown key",
                "{as-of: '2026-01-31', models: {m: {input: 0.0000001, output: 1}}}|models: an amount in dollars is a number such as 2.50, not 1.0E-7",
            })
    void shouldReportTheProblem(String yaml, String problem) {
        assertThatThrownBy(() -> PricesFile.read(yaml))
                .isInstanceOf(InvalidFile.class)
                .hasMessage(problem);
    }
}
