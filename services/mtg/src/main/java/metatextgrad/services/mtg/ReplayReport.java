package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.RunState;
import metatextgrad.replay.Replay;
import metatextgrad.replay.RunLog;
import metatextgrad.services.mtg.ReplayCheck.Of;
import metatextgrad.streams.Topic;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has shown.
 *
 * @param last the run's last state, as recorded
 * @param derived the same, as it follows from the log; null if it never began
 * @param asks what the run asked
 * @param answers how many of these have a recorded answer
 * @param byTime the batches that time closed
 */
record ReplayReport(
        RunState last,
        @Nullable RunState derived,
        int asks,
        int answers,
        List<BatchClosed> byTime,
        List<Of> topics) {
    private static final int SHOWN = 3;

    /**
     * Derives the run, and reports.
     *
     * @param check has heard what stands on the topics
     */
    static ReplayReport of(RunLog log, RunState last, ReplayCheck check) {
        Replay.play(
                log,
                last.request(),
                event -> {
                    if (event instanceof RunState || Replay.decided(log, event))
                        check.derived(event);
                });
        return new ReplayReport(
                last, check.last(), log.asks(), log.answered(), log.byTime(), check.topics());
    }

    /** Whether all that the log decides is there and nothing else. */
    boolean equal() {
        return endsEqual() && topics.stream().allMatch(this::equal);
    }

    List<String> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("topic", "on the log", "derived", "equal"));
        for (Of of : topics)
            rows.add(List.of(of.topic(), "" + of.recorded(), "" + of.derived(), "" + of.equal()));
        List<String> lines = new ArrayList<>(Columns.aligned(rows));
        lines.add("");
        lines.add("%d asks, %d recorded answers, 0 calls".formatted(asks, answers));
        lines.add(time());
        for (Of of : topics) if (!equal(of)) lines.addAll(difference(of));
        lines.add(verdict());
        return lines;
    }

    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        root.put("run", last.request().id().value()).put("equal", equal()).put("calls", 0);
        root.put("asks", asks).put("answers", answers).put("closedByTime", byTime.size());
        root.put("status", name(last)).put("endEqual", endsEqual());
        var list = root.putArray("topics");
        for (Of of : topics) {
            ObjectNode node =
                    list.addObject().put("topic", of.topic()).put("recorded", of.recorded());
            node.put("derived", of.derived()).put("equal", of.equal());
            of.onlyRecorded().forEach(node.putArray("onlyRecorded")::add);
            of.onlyDerived().forEach(node.putArray("onlyDerived")::add);
        }
        return root.toString();
    }

    /**
     * When a run is cancelled is nothing that the log decides, nor is how many states came before
     * the last one.
     */
    private boolean endsEqual() {
        return cancelled() || (derived != null && last.equals(derived.as(last.serial())));
    }

    private boolean cancelled() {
        return last.status() == RunState.Status.CANCELLED;
    }

    /** Of a table later rows replace earlier ones, and what was cancelled might have gone on. */
    private boolean equal(Of of) {
        boolean mayLack =
                cancelled() || Topics.all().stream().anyMatch(one -> isTable(one, of.topic()));
        return of.onlyRecorded().isEmpty() && (mayLack || of.onlyDerived().isEmpty());
    }

    private static boolean isTable(Topic topic, String name) {
        return topic.name().equals(name) && topic.kept() == Topic.Kept.TABLE;
    }

    private String time() {
        if (byTime.isEmpty())
            return "time decided nothing: every batch closed because all was there";
        BatchClosed first = byTime.getFirst();
        return "batches that time closed, taken as recorded: %d; the first: %s batch of step %d, trial %s"
                .formatted(
                        byTime.size(),
                        first.split().name().toLowerCase(Locale.ROOT),
                        first.step(),
                        first.trial());
    }

    private static List<String> difference(Of of) {
        List<String> lines = new ArrayList<>();
        if (!of.onlyRecorded().isEmpty())
            lines.add(some(of.onlyRecorded(), of.topic(), "do not follow from the log"));
        if (!of.onlyDerived().isEmpty())
            lines.add(some(of.onlyDerived(), of.topic(), "follow from the log and are not there"));
        return lines;
    }

    private static String some(List<String> keys, String topic, String what) {
        List<String> shown = keys.stream().distinct().limit(SHOWN).toList();
        return "%s: %d %s, under %s%s"
                .formatted(
                        topic,
                        keys.size(),
                        what,
                        String.join(", ", shown),
                        keys.stream().distinct().count() > SHOWN ? ", ..." : "");
    }

    private String verdict() {
        if (!equal()) {
            return endsEqual()
                    ? "different: not every state follows from the log"
                    : "different: the run ends otherwise than its log says (%s, derived %s)"
                            .formatted(name(last), derived == null ? "nothing" : name(derived));
        }
        return cancelled()
                ? "equal: every state follows from the log, up to where the run was cancelled"
                : "equal: every state follows from the log, and so does the end: " + name(last);
    }

    private static String name(RunState state) {
        return state.status().name().toLowerCase(Locale.ROOT);
    }
}
