package metatextgrad.cli.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

final class BudgetWriterTest {
    private static final Limits FIVE = new Limits(5L, null, null);
    private static final Limits NINE = new Limits(9L, null, null);

    private final ClusterInMemory topics =
            new ClusterInMemory(Topics.BUDGETS)
                    .with(Topics.BUDGETS, List.of(row(FIVE, false, 3)))
                    .with(
                            Topics.BUDGET_SPEND,
                            List.of(spend("p", 0, 1), spend("q", 0, 9), spend("p", 0, 2)));

    @Test
    void shouldPauseWithoutReadingWhatWasSpent() {
        try (Cluster cluster = topics.cluster();
                EventWriter client = topics.writer()) {
            PauseView paused = BudgetWriter.pause(cluster, client, true, "night", "bob");

            assertThat(paused.text())
                    .containsExactly("model calls of all projects are paused, by bob: night");
            assertThat(paused.next()).containsExactly("mtg resume --all");
            assertThat(topics.read()).containsOnly("mtg.budgets");
            assertThat(BudgetCatalog.current(cluster))
                    .containsEntry(
                            "*",
                            new BudgetLimits(
                                    "*", FIVE, Limits.NONE, true, new Serial(4), "night", "bob"));
        }
    }

    @Test
    void shouldKeepAPauseThatWasWrittenFirst() {
        try (Cluster cluster = topics.cluster();
                EventWriter client = topics.writer()) {
            BudgetLimits paused = row(FIVE, true, 4);

            Map<String, BudgetLimits> current =
                    BudgetWriter.written(
                            cluster,
                            client,
                            "*",
                            before -> {
                                if (before.serial().equals(new Serial(3)))
                                    topics.with(Topics.BUDGETS, List.of(paused));
                                return limited(before);
                            });

            assertThat(current).containsExactly(entry("*", row(NINE, true, 5)));
            assertThat(cluster.all(Topics.BUDGETS, BudgetLimits.class, any -> true))
                    .containsExactly(
                            row(FIVE, false, 3), paused, row(NINE, false, 4), row(NINE, true, 5));
        }
    }

    /** The other writer applies its change again, on top of the first row. */
    @Test
    void shouldCountTheFirstOfTwoRowsWithOneSerial() {
        try (Cluster cluster = topics.cluster();
                EventWriter client = topics.writer()) {
            BudgetLimits mine = row(FIVE, true, 4);
            topics.with(Topics.BUDGETS, List.of(mine, row(NINE, false, 4)));
            assertThat(BudgetCatalog.current(cluster)).containsExactly(entry("*", mine));
            topics.with(Topics.BUDGETS, List.of(row(NINE, true, 5)));
            assertThat(BudgetCatalog.current(cluster))
                    .containsExactly(entry("*", row(NINE, true, 5)));
        }
    }

    @Test
    void shouldFailIfOthersAlwaysWriteFirst() {
        try (Cluster cluster = topics.cluster();
                EventWriter client = topics.writer()) {
            assertThatThrownBy(
                            () ->
                                    BudgetWriter.written(
                                            cluster,
                                            client,
                                            "*",
                                            before -> {
                                                long next = before.serial().next().number();
                                                topics.with(
                                                        Topics.BUDGETS,
                                                        List.of(row(FIVE, true, next)));
                                                return limited(before);
                                            }))
                    .hasMessage(
                            "others changed budget * at the same time, again and again, so your change does not count. Check with mtg budget show and run the command again");
        }
    }

    private static BudgetLimits limited(BudgetLimits before) {
        return row(NINE, before.paused(), before.serial().next().number());
    }

    private static BudgetLimits row(Limits whole, boolean paused, long serial) {
        return new BudgetLimits("*", whole, Limits.NONE, paused, new Serial(serial));
    }

    @Test
    void shouldPrintThatCallsContinue() {
        try (Cluster cluster = topics.cluster();
                EventWriter client = topics.writer()) {
            PauseView resumed = BudgetWriter.pause(cluster, client, false, "", "");

            assertThat(resumed.text())
                    .containsExactly("model calls of all projects are not paused");
            assertThat(resumed.next()).isEmpty();
            assertThat(ViewJson.write(resumed))
                    .isEqualTo(
                            "{\"schemaVersion\":1,\"paused\":false,\"by\":null,\"reason\":null}");
        }
    }

    @Test
    void shouldDecodeOnlyTheNewestRecordOfEachBudget() {
        try (Cluster cluster = topics.cluster()) {
            BudgetCatalog known = BudgetCatalog.of(cluster);

            assertThat(known.spends()).containsExactly(spend("p", 0, 2), spend("q", 0, 9));
            assertThat(cluster.recordsRead()).isEqualTo(3);
        }
    }

    private static BudgetSpend spend(String project, int partition, long calls) {
        Spend spend = new Spend(calls, 10 * calls, 0);
        return new BudgetSpend(
                project, partition, 20_000, spend, spend, Spend.NONE, new Serial(calls));
    }
}
