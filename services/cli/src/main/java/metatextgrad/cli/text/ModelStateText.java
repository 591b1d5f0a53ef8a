package metatextgrad.cli.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.event.ModelState;

/** Formats why the calls of a model are blocked or throttled, since when, and what to do. Pure. */
public final class ModelStateText {
    private ModelStateText() {}

    /** Returns one line on a model of which no call is served. */
    public static String blocked(ModelState row) {
        String fix =
                switch (row.status()) {
                    case UNUSABLE -> "correct the key, the quota or OPENAI_BASE_URL";
                    case UNKNOWN_MODEL ->
                            "load this model on the server, or cancel the run and correct the project";
                    case FAILING -> "start the model's server, or correct OPENAI_BASE_URL";
                    case REFUSING ->
                            "wait, stop other clients of the key, or have its limit raised";
                    case USABLE, THROTTLED -> throw new IllegalArgumentException("not blocked");
                };
        return "%s: %s, since %s: %s; calls wait, none is lost"
                .formatted(name(row), row.reason(), time(row.since()), fix);
    }

    /** Returns one line on throttled models: the sum over workers for each model. */
    public static String throttled(List<ModelState> rows) {
        Map<String, List<ModelState>> byModel = new TreeMap<>();
        for (ModelState row : rows)
            byModel.computeIfAbsent(row.model(), model -> new ArrayList<>()).add(row);
        return String.join("; ", byModel.values().stream().map(ModelStateText::sum).toList());
    }

    private static String sum(List<ModelState> rows) {
        double calls = rows.stream().mapToDouble(ModelState::calls).sum();
        double tokens = rows.stream().mapToDouble(ModelState::tokens).sum();
        Instant since =
                rows.stream().map(ModelState::since).min(Comparator.naturalOrder()).orElseThrow();
        List<String> limits = new ArrayList<>();
        if (calls > 0) limits.add(Texts.format("%.1f/s", calls));
        if (tokens > 0) limits.add(Texts.format("%.0f tokens/s", tokens));
        return "throttled to %s since %s (%s refuses more with 429)"
                .formatted(String.join(" and ", limits), time(since), name(rows.getFirst()));
    }

    private static String name(ModelState row) {
        return row.model().equals(ModelState.ALL) ? "every model" : "model " + row.model();
    }

    private static Instant time(Instant since) {
        return since.truncatedTo(ChronoUnit.SECONDS);
    }
}
