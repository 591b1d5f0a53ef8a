package metatextgrad.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.input.Inputs;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

final class PricesCheckTest {
    private static final Prices PRICES =
            new Prices(LocalDate.of(2026, 1, 1), new TreeMap<>(Map.of("m", new Price(1, 1))));

    @Test
    void shouldShowTheAgeAndWarnAfterHalfAYear() {
        assertThat(PricesCheck.of(PRICES, LocalDate.of(2026, 6, 30)))
                .isEqualTo(CheckResult.ok("prices", "1 models, as of 2026-01-01 (180 days ago)"));
        assertThat(PricesCheck.of(PRICES, LocalDate.of(2026, 7, 1)))
                .isEqualTo(
                        CheckResult.unknown(
                                "prices",
                                "1 models, as of 2026-01-01 (181 days ago): set MTG_PRICES to the file of a newer table"));
        assertThat(PricesCheck.of(PRICES, LocalDate.of(2025, 12, 31)).toString())
                .contains("(0 days ago)");
    }

    @Test
    void shouldNameTheModelsOfProjectsWithoutAPrice() {
        Project project =
                Inputs.project(
                        "the project of a test",
                        """
                        id: words
                        evaluator: exact
                        question-type: A word is given.
                        program: {role: the prompt, prompt: Answer.}
                        models: {program: m, optimizer: large, backward: m, judge: m, meta: m}
                        """);
        assertThat(PricesCheck.missing(List.of(project), PRICES))
                .contains(
                        CheckResult.unknown(
                                "prices",
                                "no price is known for large, which projects use: costs leave their calls out, and no limit in dollars covers them; add them to the file of MTG_PRICES (llm.prices of the chart)"));
        assertThat(PricesCheck.missing(List.of(), PRICES)).isEmpty();
    }
}
