package metatextgrad.cli.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BudgetListViewTest {
    private static final long TODAY = 20_000;
    private static final Prices PRICES = new Prices(LocalDate.of(2026, 11, 1), new TreeMap<>());
    private static final BudgetCatalog KNOWN =
            new BudgetCatalog(
                    Map.of(
                            "*",
                            new BudgetLimits("*", Limits.NONE, Limits.NONE, true, new Serial(3)),
                            "dyck",
                            new BudgetLimits(
                                    "dyck",
                                    new Limits(100L, null, null),
                                    new Limits(null, 2000L, 1_500_000L),
                                    false,
                                    new Serial(1),
                                    "the second week",
                                    "ada@here")),
                    List.of(
                            spend("dyck", 0, TODAY, 60, 900, 250_000),
                            spend("dyck", 1, TODAY - 1, 40, 600, 4),
                            spend("other", 0, TODAY, 5, 50, 0),
                            spend(BudgetSpend.of(new RunId("r")), 0, TODAY, 5, 50, 0)));

    private static final ModelsWithoutPrice PRICED = ModelsWithoutPrice.of(List.of(), PRICES);

    @Test
    void shouldReportSpendingAndLimits() {
        assertThat(BudgetListView.of(KNOWN, KNOWN.names(), TODAY, PRICES, PRICED).text())
                .containsExactly(
                        "budget  period  calls       in doubt  refused  tokens       dollars         state",
                        "*       total   105         0         0        1550         $0.250004       paused",
                        "        today   65          0         0        950          $0.25           open",
                        "dyck    total   100 of 100  0         0        1500         $0.250004       spent",
                        "        today   60          0         0        900 of 2000  $0.25 of $1.50  open",
                        "other   total   5           0         0        50           $0.00           open",
                        "        today   5           0         0        50           $0.00           open",
                        "The limits of dyck were last changed by ada@here: the second week",
                        "Each cell shows the amount spent and the limit. Calls are billed or in doubt; refused ones count to no limit. A day ends at midnight UTC. Prices are of 2026-11-01; models without a price count no dollars.");
    }

    @Test
    void shouldReportTheSameToScripts() {
        assertThat(json(KNOWN, "dyck", PRICED))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"pricesAsOf\":\"2026-11-01\",\"budgets\":[{\"budget\":\"dyck\",\"paused\":false,"
                                + "\"state\":\"spent\",\"stateToday\":\"open\",\"limits\":{\"calls\":100,\"tokens\":null,\"usd\":null},\"dayLimits\":{\"calls\":null,\"tokens\":2000,\"usd\":1.500000},"
                                + "\"spent\":{\"calls\":100,\"billed\":100,\"inDoubt\":0,\"refused\":0,\"tokens\":1500,\"estimatedTokens\":0,\"usd\":0.250004,\"unpricedTokens\":0},"
                                + "\"spentToday\":{\"calls\":60,\"billed\":60,\"inDoubt\":0,\"refused\":0,\"tokens\":900,\"estimatedTokens\":0,\"usd\":0.250000,\"unpricedTokens\":0},"
                                + "\"reserved\":{\"calls\":4,\"billed\":4,\"inDoubt\":0,\"refused\":0,\"tokens\":0,\"estimatedTokens\":0,\"usd\":0.000000,\"unpricedTokens\":0},"
                                + "\"by\":\"ada@here\",\"reason\":\"the second week\"}]}");
    }

    @Test
    void shouldReportAPausedBudgetToScripts() {
        assertThat(json(KNOWN, "*", PRICED))
                .contains("\"paused\":true,\"state\":\"paused\",\"stateToday\":\"open\"");
    }

    @Test
    void shouldReportNoDollarsIfTheyAreUnknown() {
        ModelsWithoutPrice unpriced = ModelsWithoutPrice.of(List.of(project("other")), PRICES);
        List<String> names = List.of("*", "dyck", "other");

        assertThat(BudgetListView.of(KNOWN, names, TODAY, PRICES, unpriced).text())
                .contains(
                        "*       total   105         0         0        1550         $0.250004       paused",
                        "other   total   5           0         0        50           -               open",
                        "        today   5           0         0        50           -               open");
        assertThat(json(KNOWN, "other", unpriced))
                .contains(
                        "\"spent\":{\"calls\":5,\"billed\":5,\"inDoubt\":0,\"refused\":0,\"tokens\":50,\"estimatedTokens\":0,\"usd\":null,\"unpricedTokens\":0}");
    }

    @Test
    void shouldMarkDollarsWithoutEarlierUnpricedTokens() {
        BudgetCatalog known =
                new BudgetCatalog(
                        Map.of(),
                        List.of(
                                spent("part", new Spend(5, 50, 200_000, 20)),
                                spent("none", new Spend(5, 50, 0, 50))));
        List<String> names = List.of("part", "none");

        assertThat(BudgetListView.of(known, names, TODAY, PRICES, PRICED).text())
                .contains(
                        "part    total   5      0         0        50      $0.20+   open",
                        "none    total   5      0         0        50      -        open",
                        "Each cell shows the amount spent and the limit. Calls are billed or in doubt; refused ones count to no limit. A day ends at midnight UTC. Prices are of 2026-11-01; models without a price count no dollars; +: tokens of unknown price are not included.");
        assertThat(json(known, "part", PRICED))
                .contains(
                        "\"spent\":{\"calls\":5,\"billed\":5,\"inDoubt\":0,\"refused\":0,\"tokens\":50,\"estimatedTokens\":0,\"usd\":0.200000,\"unpricedTokens\":20}");
    }

    @Test
    @DisplayName("DEFECT 10, 11: billed, in doubt and refused are three figures; ~ marks estimates")
    void defect10ShouldReportBilledRefusedAndDoubtfulCallsApart() {
        Spend spent = new Spend(5, 2, 3, 50, 20, 200_000, 0);
        BudgetCatalog known = new BudgetCatalog(Map.of(), List.of(spent("dyck", spent)));

        assertThat(BudgetListView.of(known, List.of("dyck"), TODAY, PRICES, PRICED).text())
                .containsExactly(
                        "budget  period  calls  in doubt  refused  tokens  dollars  state",
                        "dyck    total   5      2         3        ~50     ~$0.20   open",
                        "        today   5      2         3        ~50     ~$0.20   open",
                        "Each cell shows the amount spent and the limit. Calls are billed or in doubt; refused ones count to no limit. A day ends at midnight UTC. Prices are of 2026-11-01; models without a price count no dollars; ~: the server reports no tokens, so they are estimated.");
        assertThat(json(known, "dyck", PRICED))
                .contains(
                        "\"spent\":{\"calls\":5,\"billed\":3,\"inDoubt\":2,\"refused\":3,\"tokens\":50,\"estimatedTokens\":20,\"usd\":0.200000,\"unpricedTokens\":0}");
    }

    @Test
    void shouldReportModelsThatNoLimitInDollarsCovers() {
        ModelsWithoutPrice unpriced = ModelsWithoutPrice.of(List.of(project("dyck")), PRICES);

        assertThat(unpriced.warning(KNOWN.limits("dyck")))
                .startsWith("no price is known for ")
                .contains(
                        ", which dyck uses: a limit in dollars does not cover its calls. Set a limit in tokens or calls, or specify a file");
        assertThat(unpriced.warning(KNOWN.limits("*"))).isEmpty();
        assertThat(ModelsWithoutPrice.of(List.of(), PRICES).warning(KNOWN.limits("dyck")))
                .isEmpty();
    }

    private static String json(BudgetCatalog known, String budget, ModelsWithoutPrice unpriced) {
        return ViewJson.write(BudgetListView.of(known, List.of(budget), TODAY, PRICES, unpriced));
    }

    private static Project project(String id) {
        return Inputs.project(
                id,
                """
                id: %s
                evaluator: exact
                question-type: sorting
                program: {prompt: Sort., role: the prompt}
                models: {program: small, optimizer: large}
                """
                        .formatted(id));
    }

    private static BudgetSpend spend(
            String budget, int partition, long day, long calls, long tokens, long micros) {
        return spent(budget, partition, day, new Spend(calls, tokens, micros));
    }

    private static BudgetSpend spent(String budget, Spend spent) {
        return spent(budget, 0, TODAY, spent);
    }

    private static BudgetSpend spent(String budget, int partition, long day, Spend spent) {
        return new BudgetSpend(
                budget, partition, day, spent, spent, new Spend(2, 0, 0), new Serial(1));
    }
}
