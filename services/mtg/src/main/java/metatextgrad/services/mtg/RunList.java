package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.RunState;

/** All runs, a line each. Pure. */
final class RunList {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEAD =
            List.of("run", "project", "set", "seed", "status", "best validation", "phase");

    private RunList() {}

    static List<String> table(List<RunState> runs) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (RunState run : runs) {
            String best =
                    run.lines().isEmpty()
                            ? "-"
                            : String.format(Locale.ROOT, "%.3f", validation(run));
            rows.add(
                    List.of(
                            run.key(),
                            run.request().project().id().value(),
                            run.request().snapshot().set(),
                            Long.toString(run.request().seed()),
                            RunHead.status(run),
                            best,
                            phase(run)));
        }
        return Columns.aligned(rows);
    }

    /** One object, for scripts. */
    static String json(List<RunState> runs) {
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
        var list = root.putArray("runs");
        for (RunState run : runs) {
            ObjectNode one = list.addObject();
            one.put("run", run.key());
            one.put("project", run.request().project().id().value());
            one.put("set", run.request().snapshot().set());
            one.put("seed", run.request().seed());
            one.put("status", RunHead.status(run));
            one.put("phase", run.phase());
            one.put("reason", run.reason());
            if (!run.lines().isEmpty()) one.put("bestValidation", validation(run));
        }
        return root.toString();
    }

    private static double validation(RunState run) {
        return run.lines().get(run.best()).validation().mean();
    }

    /** What it does, and of a held one what holds it; a failed one's reason has room in show. */
    private static String phase(RunState run) {
        boolean held = run.status() == RunState.Status.HELD;
        return RunHead.what(run) + (held ? ": " + run.reason() : "");
    }
}
