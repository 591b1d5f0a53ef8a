package metatextgrad.experiments.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import metatextgrad.adapt.AdaptDecider;
import metatextgrad.decide.Decider;
import metatextgrad.experiments.live.LiveOutcome.Pace;
import metatextgrad.local.LocalLoop;
import metatextgrad.model.Program;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.Assignment;
import metatextgrad.rollout.RolloutDecider;
import metatextgrad.simulator.world.WorldFile;
import org.jspecify.annotations.Nullable;

/**
 * A project and its traffic in memory, by the deciders of the services. A minute passes between two
 * tasks. Used by one thread.
 */
public final class LiveStudy {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** The prompt that users get. */
    public enum Way {
        /** The seed prompt, forever. */
        FROZEN,
        /** What passed gate and canary; the optimizers stay as they are. */
        PROMPTS,
        /** What passed gate and canary, made by optimizers that adapt too. */
        ADAPT,
        /** Each result of a run that is better on its validation tasks, at once. */
        NAIVE
    }

    /** The ways of one seed, each on the same tasks. */
    public record Ways(
            LiveOutcome frozen, LiveOutcome prompts, LiveOutcome adapting, LiveOutcome naive) {}

    /** A run that may use less than this scores no proposal. */
    private static final long LEAST_CALLS = 250;

    private final Project project;
    private final LiveTraffic traffic;
    private final Way way;
    private final long @Nullable [] equal;
    private final long[] calls;
    private final Map<VersionId, Program> programs = new HashMap<>();
    private final LiveCalls billed;
    private final LocalLoop loop;
    private final List<Event> next = new ArrayList<>();
    private final Queue<TaskJudged> open = new ArrayDeque<>();
    private @Nullable PromptsServed table;
    private boolean ended;
    private int windows;
    private int contests;
    private int passed;
    private int changes;
    private int alarms;
    private int contest;
    private int observed;
    private int compared;
    private int adopted;

    private LiveStudy(Project project, LiveTraffic traffic, Way way, long @Nullable [] equal) {
        this.project = way == Way.ADAPT ? project : withoutMeta(project);
        this.traffic = traffic;
        this.way = way;
        this.equal = equal;
        calls = new long[traffic.size()];
        billed = new LiveCalls(traffic.model(), project);
        List<Decider<?>> more = new ArrayList<>(List.of(new AdaptDecider()));
        if (isGated()) more.add(new RolloutDecider());
        loop = new LocalLoop(billed::answer, more);
    }

    /**
     * Serves all tasks in each way. Where optimizers adapt too, runs use fewer calls, so that all
     * calls together are as many as without: the same money is spent in another way.
     */
    public static Ways of(Project project, WorldFile world, int tasks, long seed) {
        LiveStudy prompts = study(project, world, tasks, seed, Way.PROMPTS, null);
        LiveOutcome without = prompts.served();
        return new Ways(
                study(project, world, tasks, seed, Way.FROZEN, null).served(),
                without,
                study(project, world, tasks, seed, Way.ADAPT, prompts.calls).served(),
                study(project, world, tasks, seed, Way.NAIVE, null).served());
    }

    /** Serves all tasks in one way, and returns what users got. */
    public static LiveOutcome of(Project project, WorldFile world, int tasks, long seed, Way way) {
        return study(project, world, tasks, seed, way, null).served();
    }

    private static LiveStudy study(
            Project project,
            WorldFile world,
            int tasks,
            long seed,
            Way way,
            long @Nullable [] equal) {
        return new LiveStudy(project, new LiveTraffic(project, world, tasks, seed), way, equal);
    }

    private static Project withoutMeta(Project project) {
        AdaptSettings adapt = requireNonNull(project.adapt());
        return project.withAdapt(adapt.with(new AdaptSettings.Meta(adapt.meta().every(), 0)));
    }

    private boolean isGated() {
        return switch (way) {
            case PROMPTS, ADAPT -> true;
            case FROZEN, NAIVE -> false;
        };
    }

    private LiveOutcome served() {
        programs.put(VersionId.of(project.id(), project.seed()), project.seed());
        if (!isGated()) serve(project.seed());
        if (way != Way.FROZEN) play(List.of(started(project)));
        int size = traffic.size();
        double[] right = new double[size];
        double[] dollars = new double[size];
        int marked = 0;
        for (int i = 0; i < size; i++) {
            TaskSubmitted task = traffic.task(i);
            PromptsServed now = requireNonNull(table);
            Assignment assigned = Assignment.of(now, task.id().value());
            Program program = requireNonNull(programs.get(assigned.version()));
            LiveTraffic.Answered answer = traffic.answer(program, i);
            right[i] = answer.right();
            if (traffic.isMarked(program)) marked++;
            Instant at = BEGIN.plus(Duration.ofMinutes(i));
            open.add(judged(task, now, assigned, answer.judged(), at));
            if (way != Way.FROZEN) arrive(task, at);
            calls[i] = billed.total();
            dollars[i] = billed.dollars();
            if (equal != null) spendAsMuch(i, equal);
        }
        return new LiveOutcome(
                Arrays.stream(right).average().orElse(0),
                billed.total(),
                billed.dollars(),
                windows,
                contests,
                passed,
                changes,
                alarms,
                marked / (double) size,
                compared,
                adopted,
                pace(right, dollars));
    }

    /** An answer is judged at the age that the project states, as intake does. */
    private void arrive(TaskSubmitted task, Instant at) {
        List<Event> events = new ArrayList<>(List.of(new TaskArrived(task, at)));
        Duration after = requireNonNull(project.adapt()).evidence().after();
        while (!open.isEmpty() && !open.element().served().plus(after).isAfter(at))
            events.add(open.remove());
        play(events);
    }

    private List<Pace> pace(double[] right, double[] dollars) {
        return Pace.AFTER.stream()
                .filter(tasks -> tasks + Pace.NEXT <= right.length)
                .map(
                        tasks ->
                                new Pace(
                                        tasks,
                                        Arrays.stream(right, tasks, tasks + Pace.NEXT)
                                                .average()
                                                .orElse(0),
                                        tasks == 0 ? 0 : calls[tasks - 1],
                                        tasks == 0 ? 0 : dollars[tasks - 1]))
                .toList();
    }

    /** After a run, lets the next one use the usual calls, less those spent beyond the others. */
    private void spendAsMuch(int task, long[] others) {
        if (!ended) return;
        ended = false;
        long usual = requireNonNull(project.budget().run().calls());
        long beyond = calls[task] - others[task];
        Budget budget = Budget.ofCalls(Math.clamp(usual - beyond, LEAST_CALLS, usual));
        play(List.of(started(project.withBudget(budget))));
    }

    private static AdaptStarted started(Project project) {
        return new AdaptStarted(project, Prices.NONE, BEGIN, "study");
    }

    private static TaskJudged judged(
            TaskSubmitted task, PromptsServed now, Assignment assigned, double score, Instant at) {
        return new TaskJudged(
                now.project(),
                task.id(),
                "",
                assigned.version(),
                now.serial(),
                assigned.probability(),
                at,
                score,
                TaskJudged.Evidence.TRUTH);
    }

    private void play(List<? extends Event> begin) {
        loop.play(begin, this::watch);
        while (!next.isEmpty()) {
            List<Event> more = List.copyOf(next);
            next.clear();
            loop.play(more, this::watch);
        }
    }

    private void watch(Event event) {
        switch (event) {
            case SetClosed closed -> windows += closed.arrived() > 0 ? 1 : 0;
            case RunEnded run -> ended = true;
            case DriftDetected drift -> alarms++;
            case GateContest gate -> {
                contests = gate.begun();
                passed = gate.passed();
            }
            case PromptVersion version -> programs.put(version.id(), version.program());
            case PromptsServed served -> follow(served);
            case OptimizerVersion version -> follow(version);
            case AdaptState state -> follow(state);
            case ChallengerOffered offered -> {
                if (way == Way.NAIVE && !offered.best().equals(offered.seed()))
                    serve(offered.best());
            }
            default -> {}
        }
    }

    private void follow(OptimizerVersion version) {
        if (version.contest() == null) return;
        if (version.verdict() == OptimizerVersion.Verdict.ADOPTED) adopted++;
    }

    private void follow(AdaptState state) {
        OptimizerContest contest = state.contest();
        if (contest == null) return;
        int now = contest.observations().size();
        boolean another = contest.number() != this.contest;
        compared += another ? now : now - observed;
        observed = now;
        this.contest = contest.number();
    }

    /** Serves a program alone, without any contest. */
    private void serve(Program program) {
        VersionId version = VersionId.of(project.id(), program);
        programs.put(version, program);
        Serial serial = table == null ? new Serial(1) : table.serial().next();
        PromptsServed served =
                new PromptsServed(
                        project.id(), version, List.of(), new Serving.Alone(), "", "", serial);
        follow(served);
        next.add(served);
    }

    private void follow(PromptsServed served) {
        if (table != null && !table.champion().equals(served.champion())) changes++;
        table = served;
    }
}
