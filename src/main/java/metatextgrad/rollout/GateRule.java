package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Score;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.PromotionLevel;
import org.jspecify.annotations.Nullable;

/**
 * When a contest on tasks of the gate ends, and how: by a paired test that may be read after every
 * task, at a level that keeps the share of wrong promotions over many contests (ADR 52). Pure.
 */
final class GateRule {
    private GateRule() {}

    /**
     * Returns the next contest of a project. Without right answers there is no gate: the result
     * passes at once.
     *
     * @param last the one before; null for the first
     * @param now the latest known time
     */
    static GateContest begun(
            Project project,
            @Nullable GateContest last,
            VersionId challenger,
            VersionId champion,
            Instant now) {
        int number = last == null ? 1 : last.begun() + 1;
        int passed = last == null ? 0 : last.passed();
        boolean gated = requireNonNull(project.adapt()).evidence().truth();
        return new GateContest(
                project.id(),
                number,
                challenger,
                champion,
                level(gate(project), number, passed),
                gated ? 1 : 0,
                List.of(),
                1,
                Cost.NONE,
                Cost.NONE,
                gated ? Cause.TASKS_REQUESTED : Cause.NO_GATE,
                number,
                passed,
                gated ? Instant.EPOCH : now,
                gated ? "waits for tasks" : GateContest.NO_GATE,
                last == null ? new Serial(1) : last.serial());
    }

    /**
     * Returns the level of a contest.
     *
     * @param passed earlier contests of the project that passed
     */
    static double level(Gate gate, int number, int passed) {
        return switch (gate.levels()) {
            case E_LOND -> PromotionLevel.eLond(gate.alpha(), number, passed);
            case PER_CONTEST -> gate.alpha();
        };
    }

    /**
     * Returns the contest after the answers of both versions to the tasks of a round.
     *
     * @param at when the tasks were drawn
     */
    static GateContest after(
            AdaptStarted started,
            GateContest before,
            Instant at,
            GateScored champion,
            GateScored challenger) {
        GateContest contest = before.spent(champion.cost(), challenger.cost());
        Project project = started.project();
        Failure failure = champion.failure() == null ? challenger.failure() : champion.failure();
        if (failure != null)
            return contest.judged(
                    Cause.NO_SCORE,
                    contest.differences(),
                    contest.evidence(),
                    at,
                    "a version has no score: " + failure.message());
        Gate gate = gate(project);
        int tasks = before.differences().size() + challenger.outcomes().size();
        List<Double> all = new ArrayList<>(contest.differences());
        PairedTest test = PairedTest.begun(gate, contest.level(), all.size());
        for (double difference : all) test = test.with(difference);
        for (double difference : differences(champion, challenger)) {
            if (all.size() >= gate.maxItems()) break;
            all.add(difference);
            test = test.with(difference);
            Cause result = test.result();
            if (result == Cause.BETTER)
                return better(started, contest, tasks, all, test.evidence(), at);
            if (result != Cause.ROUND_UNDECIDED) {
                boolean hopeless = result == Cause.GAIN_UNLIKELY;
                String reason = numbers(all) + (hopeless ? ": a gain is unlikely" : "");
                return contest.judged(result, all, test.evidence(), at, reason);
            }
        }
        Cause rest = all.size() >= gate.maxItems() ? Cause.TASKS_USED : Cause.ROUND_UNDECIDED;
        return contest.judged(rest, all, test.evidence(), at, numbers(all));
    }

    /**
     * A better version passes, unless a guard stops it.
     *
     * @param tasks that both versions have answered; the test may have needed fewer
     */
    private static GateContest better(
            AdaptStarted started,
            GateContest contest,
            int tasks,
            List<Double> differences,
            double evidence,
            Instant at) {
        String reason = numbers(differences);
        String cost = CostGuard.problem(started, contest);
        String latency = LatencyGuard.problem(started.project(), contest, tasks);
        if (cost == null && latency == null)
            return contest.judged(Cause.BETTER, differences, evidence, at, reason);
        String guarded =
                Stream.of(cost, latency)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", and "));
        return contest.judged(
                cost == null ? Cause.LATENCY_GUARD : Cause.COST_GUARD,
                differences,
                evidence,
                at,
                reason + ", but " + guarded);
    }

    /** Returns a contest that serves, by the newest serving table. */
    static GateContest ended(GateContest contest, PromptsServed table) {
        if (table.champion().equals(contest.challenger()))
            return contest.after(Cause.PROMOTED, table.why());
        boolean serves =
                table.serving() instanceof Serving.Canary canary
                        && canary.version().equals(contest.challenger());
        if (serves) return contest;
        if (table.marks().pinned())
            return contest.after(Cause.CHAMPION_PINNED, "waits until the champion is unpinned");
        boolean byUsers = table.by().isEmpty();
        return contest.after(
                byUsers ? Cause.WORSE_FOR_USERS : Cause.CANARY_ROLLED_BACK, table.why());
    }

    /** A task without a score of both versions is no evidence. */
    private static List<Double> differences(GateScored champion, GateScored challenger) {
        Map<String, Score> before = new TreeMap<>();
        for (ItemOutcome outcome : champion.outcomes())
            before.put(outcome.task().value(), outcome.score());
        List<Double> differences = new ArrayList<>();
        for (ItemOutcome outcome : challenger.outcomes()) {
            Score old = before.get(outcome.task().value());
            if (old != null && old.counts() && outcome.score().counts())
                differences.add(outcome.score().value() - old.value());
        }
        return differences;
    }

    private static String numbers(List<Double> differences) {
        double gain = differences.stream().mapToDouble(d -> d).average().orElse(0);
        return String.format(
                Locale.ROOT, "%+.3f on %d tasks that no run has read", gain, differences.size());
    }

    private static Gate gate(Project project) {
        return requireNonNull(project.adapt()).gate();
    }
}
