package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.Waits;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.RunState;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 40, 41 on a broker: limits of a project, the pause of all, and cancelled runs. */
@Tag("broker")
final class BudgetTest {
    private static final Duration MODEL = Duration.ofMillis(100);

    @TempDir private static Path temp;
    private static LiveSystem live;

    @BeforeAll
    static void start() throws Exception {
        live = LiveSystem.start(temp, MODEL);
        live.define("limited");
        live.define("paused");
        live.define("cancelled");
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @Test
    @DisplayName(
            "FAULT 40: a limit blocks a run; raised, it lets the run end as if there were none")
    void shouldBlockARunAtTheLimitOfItsProjectAndContinueWhenRaised() throws Exception {
        long before = live.simulator().calls().calls();
        live.mtg().done("budget", "set", "limited", "--calls", "90");
        String run = begin("limited");
        live.await(run, RunState.Status.BLOCKED);
        quiet();
        assertThat(calls("limited")).isEqualTo(90);
        assertThat(live.mtg().done("runs", "show", run))
                .startsWith(run + "  blocked  ")
                .contains(
                        ": the budget of limited has spent 90 of 90 calls: mtg budget set limited"
                                + " raises it\n");
        assertThat(live.mtg().done("budget", "show", "limited"))
                .contains("limited  total   90 of 90  ")
                .contains("  spent\n");

        String[] raise = {
            "budget",
            "set",
            "limited",
            "--calls",
            "none",
            "--day-calls",
            "200",
            "--as",
            "ada",
            "--reason",
            "a second day"
        };
        assertThat(live.mtg().done(raise))
                .contains("The limits of limited were last changed by ada: a second day\n");
        assertThat(live.cluster().all(Topics.BUDGETS, BudgetLimits.class))
                .extracting(BudgetLimits::budget, BudgetLimits::by, BudgetLimits::reason)
                .contains(tuple("limited", "ada", "a second day"));
        live.await(run, RunState.Status.RUNNING);
        Waits.looking().until(() -> calls("limited") == 200);
        quiet();
        assertThat(calls("limited")).isEqualTo(200);

        live.mtg().done("budget", "set", "limited", "--day-calls", "none");
        live.await(run, RunState.Status.FINISHED);
        assertThat(live.simulator().calls().calls() - before).isEqualTo(billed(run));
        assertThat(live.mtg().done("replay", "--run", run))
                .contains(", 0 model calls\n")
                .endsWith(
                        "\n"
                                + "equal: the replay produced the same states and the same final state:"
                                + " finished\n");
        JsonNode shown =
                new ObjectMapper()
                        .readTree(live.mtg().done("budget", "show", "limited", "-o", "json"));
        JsonNode budget = shown.get("budgets").get(0);
        assertThat(budget.get("spent").get("calls").asLong()).isEqualTo(billed(run));
        assertThat(budget.get("reserved").get("calls").asLong()).isZero();
    }

    @Test
    @DisplayName("FAULT 41: after mtg pause --all no call leaves, of this run and of later ones")
    void shouldSendNoCallAfterAPause() throws Exception {
        long before = live.simulator().calls().calls();
        String run = begin("paused");
        assertThat(live.mtg().done("pause", "--all", "--as", "bob"))
                .isEqualTo("model calls of all projects are paused, by bob\n");
        live.await(run, RunState.Status.BLOCKED);
        Waits.looking().until(() -> calls("paused", "reserved") == 0);
        quiet();
        long paused = live.simulator().calls().calls();
        String later = live.run("paused", 2);
        live.await(later, RunState.Status.BLOCKED);
        assertThat(live.simulator().calls().calls()).isEqualTo(paused);

        live.mtg().done("runs", "cancel", later);
        live.await(later, RunState.Status.CANCELLED);
        live.mtg().done("resume", "--all");
        live.await(run, RunState.Status.FINISHED);
        assertThat(billed(later)).isZero();
        assertThat(live.simulator().calls().calls() - before).isEqualTo(billed(run));
    }

    @Test
    @DisplayName("FAULT 41: waiting requests of a cancelled run end without a call")
    void shouldEndWaitingRequestsWhenTheirRunIsCancelled() {
        live.mtg().done("budget", "set", "cancelled", "--calls", "0");
        String run = live.run("cancelled", 1);
        live.await(run, RunState.Status.BLOCKED);
        live.mtg().done("runs", "cancel", run);
        live.await(run, RunState.Status.CANCELLED);

        Waits.looking().until(() -> answers(run).size() == asked(run));
        assertThat(answers(run)).isNotEmpty().allMatch(one -> one.outcome() == Outcome.CANCELLED);
        assertThat(answers(run)).noneMatch(LlmResponse::billed);
    }

    @Test
    void shouldReportAnInvalidBudget() {
        assertThat(live.mtg().here("budget", "set", "limited").code()).isEqualTo(2);
        assertThat(live.mtg().here("budget", "set", "limited", "--usd", "many").err())
                .isEqualTo(
                        "mtg: --usd is 'many': an amount in dollars is a number such as 2.50, not"
                                + " many\n");
        assertThat(live.mtg().here("budget", "set", "limited", "--day-calls", "-1").err())
                .isEqualTo("mtg: --day-calls is '-1': it must be a whole number from 0, or none\n");
        MtgCommand.Ended unknown = live.mtg().here("budget", "show", "nobody");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err())
                .isEqualTo("mtg: no budget of nobody: it has no limit and has spent nothing\n");
        assertThat(live.mtg().here("pause").code()).isEqualTo(2);
        assertThat(live.mtg().here("budget", "set", "paused", "--usd", "5").err())
                .startsWith("mtg: no price is known for sim-critic, ")
                .contains(", which paused uses: a limit in dollars does not cover its calls.");
        assertThat(live.mtg().done("budget", "set", "paused", "--usd", "none"))
                .doesNotContain("$0.00");
        assertThat(live.mtg().here("budget", "set", "limitd", "--calls", "5").err())
                .isEqualTo(
                        "mtg: project limitd is not defined yet: the limit applies once it is. Did you mean `limited`?\n");
    }

    /** Starts a run and waits until its first calls are in flight. */
    private static String begin(String project) {
        String run = live.run(project, 1);
        Waits.await().until(() -> asked(run) > 0);
        return run;
    }

    private static void quiet() {
        Waits.await().until(() -> live.simulator().calls().inFlight() == 0);
    }

    private static long calls(String project) {
        return calls(project, "spent");
    }

    private static long calls(String project, String kind) {
        String json = live.mtg().done("budget", "show", project, "-o", "json");
        try {
            return new ObjectMapper()
                    .readTree(json)
                    .get("budgets")
                    .get(0)
                    .get(kind)
                    .get("calls")
                    .asLong();
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static long asked(String run) {
        return live.cluster().all(Topics.LLM_REQUESTS, LlmRequest.class).stream()
                .filter(one -> one.run().value().equals(run))
                .count();
    }

    private static long billed(String run) {
        return answers(run).stream().filter(LlmResponse::billed).count();
    }

    private static List<LlmResponse> answers(String run) {
        var requests =
                live.cluster().all(Topics.LLM_REQUESTS, LlmRequest.class).stream()
                        .filter(one -> one.run().value().equals(run))
                        .map(LlmRequest::requestId)
                        .collect(Collectors.toSet());
        return List.of(Requester.values()).stream()
                .flatMap(
                        requester ->
                                live
                                        .cluster()
                                        .all(Topics.responses(requester), LlmResponse.class)
                                        .stream())
                .filter(one -> requests.contains(one.requestId()))
                .toList();
    }
}
