package metatextgrad.experiments.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.adapt.AdaptDecider;
import metatextgrad.decide.Decider;
import metatextgrad.local.LocalAnswers;
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
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.Assignment;
import metatextgrad.rollout.RolloutDecider;
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

    /**
     * What users got.
     *
     * @param served share of right answers
     * @param calls model calls, those of the application not included
     * @param windows that closed
     * @param changes of the champion, returns included
     * @param compared windows on which a candidate was compared with the optimizer in use
     * @param adopted optimizers
     */
    public record Outcome(
            double served, long calls, int windows, int changes, int compared, int adopted) {}

    private final Project project;
    private final LiveTraffic traffic;
    private final Way way;
    private final Map<VersionId, Program> programs = new HashMap<>();
    private final LocalAnswers answers;
    private final LocalLoop loop;
    private final List<Event> next = new ArrayList<>();
    private @Nullable PromptsServed table;
    private int windows;
    private int changes;
    private int contest;
    private int observed;
    private int compared;
    private int adopted;

    private LiveStudy(Project project, LiveTraffic traffic, Way way) {
        this.project = way == Way.ADAPT ? project : withoutMeta(project);
        this.traffic = traffic;
        this.way = way;
        answers = new LocalAnswers(traffic.model());
        List<Decider<?>> more = new ArrayList<>(List.of(new AdaptDecider()));
        if (isGated()) more.add(new RolloutDecider());
        loop = new LocalLoop(request -> List.of(answers.answer(request)), more);
    }

    /** Serves all tasks, and returns what users got. */
    public static Outcome of(
            Project project, String world, boolean drifts, int tasks, long seed, Way way) {
        LiveTraffic traffic = new LiveTraffic(project, world, drifts, tasks, seed);
        return new LiveStudy(project, traffic, way).served();
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

    private Outcome served() {
        programs.put(VersionId.of(project.id(), project.seed()), project.seed());
        if (!isGated()) serve(project.seed());
        if (way != Way.FROZEN)
            play(List.of(new AdaptStarted(project, Prices.NONE, BEGIN, "study")));
        double right = 0;
        for (int i = 0; i < traffic.size(); i++) {
            TaskSubmitted task = traffic.task(i);
            PromptsServed now = requireNonNull(table);
            Assignment assigned = Assignment.of(now, task.id().value());
            double score = traffic.score(requireNonNull(programs.get(assigned.version())), task);
            right += score;
            Instant at = BEGIN.plus(Duration.ofMinutes(i));
            if (way != Way.FROZEN)
                play(List.of(new TaskArrived(task, at), judged(task, now, assigned, score, at)));
        }
        return new Outcome(
                right / traffic.size(), answers.billed(), windows, changes, compared, adopted);
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
