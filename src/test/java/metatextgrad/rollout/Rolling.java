package metatextgrad.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Actor;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.Project;

/**
 * A project whose applications follow its serving table. The version that the table assigns gives
 * each answer. The answer is right as often as that version is good. Every random draw is seeded.
 */
public final class Rolling {
    public static final ProjectId PROJECT = new ProjectId("support");
    public static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    public static final String BY = "ada@example.org";
    public static final Program SEED = program("Answer.");
    public static final VersionId OLD = VersionId.of(PROJECT, SEED);
    public static final Program LEARNED = program("Answer step by step.");
    public static final VersionId NEW = VersionId.of(PROJECT, LEARNED);

    private final Actor rollout = Actor.of(new RolloutDecider());
    private final List<Event> heard = new ArrayList<>();
    private final List<Event> emitted = new ArrayList<>();

    public static Program program(String prompt) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "solve",
                                new Variable(prompt, "system prompt", true),
                                List.of(Node.TASK),
                                null,
                                false)),
                "solve");
    }

    /** Returns the offer of a run that began with the seed program and found this one. */
    public static ChallengerOffered offer(String run, Program best) {
        ScoreSummary scores =
                new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
        return new ChallengerOffered(
                PROJECT, new RunId(run), RunKind.USER, SEED, scores, best, scores, "tgd");
    }

    public static ChallengerApproved approve(VersionId version, double share, int seen) {
        return new ChallengerApproved(PROJECT, version, share, NOON, new Serial(seen), "", BY);
    }

    public static ChallengerPromoted promote(int seen) {
        return new ChallengerPromoted(PROJECT, NOON, new Serial(seen), "", BY);
    }

    public static RolledBack rollBack(VersionId to, int seen) {
        return new RolledBack(PROJECT, to, new Serial(seen), "", BY);
    }

    public List<Event> handle(Event event) {
        heard.add(event);
        List<Event> now = rollout.handle(event);
        emitted.addAll(now);
        return now;
    }

    /**
     * Returns one answer of the version that the table assigns, right as often as {@code good}
     * gives.
     */
    public TaskJudged judged(int task, Duration later, Good good) {
        String unit = "task-" + task;
        Assignment assigned = Assignment.of(table(), unit);
        double score = ContentHash.unit("right", task) < good.of(assigned.version()) ? 1 : 0;
        return new TaskJudged(
                PROJECT,
                new TaskId(unit),
                "",
                assigned.version(),
                table().serial(),
                assigned.probability(),
                NOON.plus(later),
                score,
                Evidence.FEEDBACK);
    }

    /**
     * Answers tasks until the table changes. Returns the number of answers, or all tasks if it does
     * not change.
     */
    public int serve(int from, int tasks, Good good) {
        PromptsServed before = table();
        for (int i = 0; i < tasks; i++) {
            handle(judged(from + i, Duration.ZERO, good));
            if (!table().equals(before)) return i + 1;
        }
        return tasks;
    }

    public PromptsServed table() {
        return tables().getLast();
    }

    public List<PromptsServed> tables() {
        return all(PromptsServed.class);
    }

    public <T extends Event> List<T> all(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Event> heard() {
        return List.copyOf(heard);
    }

    /** How often a version is right, 0 to 1. */
    public interface Good {
        double of(VersionId version);
    }

    /** A window of one task. */
    static SetClosed window(Project project, int number, Instant at) {
        List<TaskId> tasks = List.of(new TaskId("t"));
        SnapshotSpec spec =
                new SnapshotSpec(
                        project.id(),
                        WindowRequested.set(number),
                        1,
                        SnapshotSpec.hash(tasks),
                        project.shares());
        return new SetClosed(new Snapshot(spec, List.of(), tasks, List.of(), List.of()), 300, at);
    }
}
