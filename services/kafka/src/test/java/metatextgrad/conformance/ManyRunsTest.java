package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.Project;
import metatextgrad.wire.EventSerde;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Runs and projects side by side, with their events in any order: each ends as if alone. */
final class ManyRunsTest {
    private static final Map<String, String> ALONE = new TreeMap<>();

    static {
        for (List<Event> run : runs(scenario().start())) ALONE.putAll(played(run, new Random(0)));
    }

    @Property(tries = 15)
    void shouldEndEachRunOnTheBytesItEndsOnAlone(@ForAll long order) {
        List<Event> all = new ArrayList<>();
        runs(scenario().start()).forEach(all::addAll);
        assertThat(ALONE).hasSize(3);
        assertThat(played(all, new Random(order))).isEqualTo(ALONE);
    }

    /**
     * Returns two runs of one project, and one run of another project on tasks with the same text.
     */
    private static List<List<Event>> runs(List<Event> start) {
        List<Event> tasks = start.subList(0, start.size() - 1);
        RunRequested first = (RunRequested) start.getLast();
        ProjectId other = new ProjectId("other");
        List<Event> others = new ArrayList<>();
        for (Event event : tasks) {
            TaskSubmitted task = (TaskSubmitted) event;
            others.add(
                    new TaskSubmitted(
                            other,
                            task.id(),
                            task.input(),
                            task.target(),
                            task.set(),
                            task.split(),
                            task.group()));
        }
        return List.of(
                with(tasks, request(first, first.project().id(), "run", 1)),
                with(tasks, request(first, first.project().id(), "run-2", 2)),
                with(others, request(first, other, "run-3", 1)));
    }

    private static List<Event> with(List<Event> tasks, RunRequested request) {
        List<Event> all = new ArrayList<>(tasks);
        all.add(request);
        return all;
    }

    private static RunRequested request(RunRequested like, ProjectId id, String run, long seed) {
        Project project = like.project();
        SnapshotSpec snapshot = like.snapshot();
        return new RunRequested(
                new RunId(run),
                new Project(
                        id,
                        project.seed(),
                        project.loop(),
                        project.optimizers(),
                        project.meta(),
                        project.shares(),
                        project.budget()),
                new SnapshotSpec(
                        id, snapshot.set(), snapshot.count(), snapshot.hash(), snapshot.shares()),
                seed,
                like.versions(),
                like.sizes(),
                like.prices());
    }

    /**
     * Returns the last state of each run as bytes. Serials are left out: they count the states
     * before.
     */
    private static Map<String, String> played(List<Event> first, Random order) {
        Map<String, RunState> last = new TreeMap<>();
        new Disturbed(MetaReplies.rising(), order, last::put).play(first);
        Map<String, String> bytes = new TreeMap<>();
        last.forEach((run, state) -> bytes.put(run, bytes(state)));
        return bytes;
    }

    private static String bytes(RunState state) {
        RunState unnumbered =
                new RunState(
                        state.request(),
                        state.status(),
                        state.phase(),
                        state.rounds(),
                        state.lines(),
                        state.best(),
                        state.reason(),
                        state.blocked(),
                        new Serial(1));
        byte[] bytes = EventSerde.local().serializer().serialize("", unnumbered);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(reaching("a", 2, 2), reaching("b", 3, 1))
                .meta(new MetaSettings(1, 1, 1, 0, InitialScore.TRIAL))
                .budget(58 + 2 * (2 * 20 + 21))
                .script(MetaReplies.rising());
    }
}
