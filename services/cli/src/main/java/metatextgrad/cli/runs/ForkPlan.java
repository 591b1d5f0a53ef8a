package metatextgrad.cli.runs;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.json.Json;
import metatextgrad.meta.BudgetRule;
import metatextgrad.model.ContentHash;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.RunFork;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.replay.ForkReplay;
import metatextgrad.replay.RunLog;

/**
 * The request of a fork, once its steps before the new settings are known to repeat those of its
 * origin without a model call. Pure.
 *
 * @param steps of the origin
 */
record ForkPlan(RunRequested request, int steps, ForkReplay replay) {
    private static final int HASH_LETTERS = 8;

    /**
     * Plans a fork.
     *
     * @param at the first step with the new settings, from 1
     * @param current prices of models that the origin did not use
     * @throws EnvironmentProblem if the run cannot be forked there with these settings
     */
    static ForkPlan of(RunLog log, int at, Map<String, String> settings, Prices current) {
        RunRequested origin = requireNonNull(log.request());
        requireRace(origin, log);
        Project project = ForkSettings.of(origin.project(), settings);
        int steps = ForkReplay.steps(log);
        if (at < 1 || at > steps + 1)
            throw Exit.USAGE.problem(
                    "--at is %d; run %s has %d steps, so it must be from 1 to %d",
                    at, origin.id(), steps, steps + 1);
        RunRequested fork = request(origin, project, at, current);
        // Such a fork would fail at once, and its replay would look like one that repeats all.
        String problem = BudgetRule.problem(project, fork.sizes(), fork.prices());
        if (problem != null)
            throw Exit.CONFIGURATION.problem("run %s cannot be forked: %s", origin.id(), problem);
        ForkReplay replay = ForkReplay.of(log, fork);
        Integer first = replay.firstNew();
        if (first != null && first == 0)
            throw Exit.CONFIGURATION.problem(
                    "run %s cannot be forked: its seed program needs a call whose answer is not recorded",
                    origin.id());
        if (first != null && first < at)
            throw Exit.CONFIGURATION.problem(
                    "run %s cannot be forked at step %d: step %d needs a call whose answer is not recorded; use --at %d or lower, or other settings",
                    origin.id(), at, first, first);
        return new ForkPlan(fork, steps, replay);
    }

    private static void requireRace(RunRequested origin, RunLog log) {
        RunId id = origin.id();
        if (id.isFork())
            throw Exit.CONFIGURATION.problem(
                    "run %s is a fork: fork its origin %s instead", id, id.origin());
        if (origin.project().meta().mode() != SearchMode.RACE)
            throw Exit.CONFIGURATION.problem("run %s is no race: only races can be forked", id);
        if (origin.kind() == RunKind.WINDOW)
            throw Exit.CONFIGURATION.problem(
                    "run %s is one of a window of traffic, whose tasks are gone: fork a run that you started",
                    id);
        if (requireNonNull(log.last()).status() == RunState.Status.CANCELLED)
            throw Exit.CONFIGURATION.problem(
                    "run %s was cancelled, so its last steps are not whole: start it again with another --seed",
                    id);
        if (!log.byTime().isEmpty())
            throw Exit.CONFIGURATION.problem(
                    "run %s has a batch that a deadline closed, which a fork cannot repeat", id);
    }

    private static RunRequested request(
            RunRequested origin, Project project, int at, Prices current) {
        String name = ContentHash.of("fork", at, Json.write(project)).substring(0, HASH_LETTERS);
        return new RunRequested(
                origin.id().fork(name),
                origin.kind(),
                project,
                origin.snapshot(),
                origin.seed(),
                origin.versions(),
                origin.past(),
                origin.sizes(),
                prices(origin.prices(), current.only(project.loop().modelNames())),
                new RunFork(at, origin.project().loop()));
    }

    /** The prices of the origin decided when it stopped, so they stay. */
    private static Prices prices(Prices before, Prices current) {
        SortedMap<String, Price> prices = new TreeMap<>(current.models());
        prices.putAll(before.models());
        return new Prices(before.models().isEmpty() ? current.asOf() : before.asOf(), prices);
    }
}
