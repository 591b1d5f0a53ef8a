package metatextgrad.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.event.ModelState;

/** Formats why the calls of a model are blocked or throttled, since when, and what to do. Pure. */
final class ModelStateText {
    private static final String KEY =
            "correct the key (OPENAI_API_KEY or OPENAI_API_KEY_FILE), or its rights";
    private static final String ADDRESS = "OPENAI_BASE_URL";
    private static final String UNKNOWN =
            "load this model on the server, or cancel the run and correct the project";
    private static final Pattern ALL_OF =
            Pattern.compile("^model " + Pattern.quote(ModelState.ALL) + "(?= at |$)");
    private static final String ELSEWHERE =
            "start that server, or correct base-url, key-variable and model of the project, or MTG_MODEL_SERVERS and its variables";
    private static final Pattern HTTP_STATUS = Pattern.compile("(\\d{3})\\b.*");

    private ModelStateText() {}

    /** Returns one line on a model of which no call is served. */
    static String blocked(ModelState row) {
        String fix =
                switch (row.status()) {
                    case UNUSABLE -> fix(row, "correct the key, the quota or " + ADDRESS);
                    case UNKNOWN_MODEL -> fix(row, UNKNOWN);
                    case FAILING -> fix(row, "start the model's server, or correct " + ADDRESS);
                    case REFUSING ->
                            "wait, stop other clients of the key, or have its limit raised";
                    case USABLE, THROTTLED -> throw new IllegalArgumentException("not blocked");
                };
        return "%s: %s, since %s: %s; calls wait, none is lost"
                .formatted(
                        name(row),
                        row.reason(),
                        time(row.since()),
                        isElsewhere(row) ? ELSEWHERE : fix);
    }

    /**
     * Returns what to do about a refusal. A server may refuse one model for a reason that concerns
     * the key or the address, so the status of its reply decides, with which the reason begins.
     *
     * @param other what to do if the status is another one, or none
     */
    private static String fix(ModelState row, String other) {
        Matcher reason = HTTP_STATUS.matcher(row.reason());
        int status = reason.matches() ? Integer.parseInt(reason.group(1)) : 0;
        return switch (status) {
            case 401, 403 -> KEY;
            case 402, 429 -> "raise the quota of the key, or use another key (OPENAI_API_KEY)";
            case 404 ->
                    row.status() == ModelState.Status.UNKNOWN_MODEL
                            ? "correct the address (%s), or %s".formatted(ADDRESS, UNKNOWN)
                            : "correct the address (%s)".formatted(ADDRESS);
            default -> {
                if (status >= 500) yield "the server answers with errors: look at its log";
                yield status >= 300 && status < 400
                        ? "correct the address (%s)".formatted(ADDRESS)
                        : other;
            }
        };
    }

    /** Returns one line on throttled models: the sum over workers for each model. */
    static String throttled(List<ModelState> rows) {
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
        if (calls > 0) limits.add(rate("", calls));
        if (tokens > 0) limits.add(rate(" tokens", tokens));
        return "throttled to %s since %s (the server of %s allows no more)"
                .formatted(String.join(" and ", limits), time(since), name(rows.getFirst()));
    }

    private static String rate(String unit, double perSecond) {
        if (perSecond < 1) return format("%.1f%s/min", perSecond * 60, unit);
        return format(perSecond < 100 ? "%.1f%s/s" : "%.0f%s/s", perSecond, unit);
    }

    private static String name(ModelState row) {
        return ALL_OF.matcher("model " + row.model()).replaceFirst("every model");
    }

    /**
     * Returns whether the project names the server of the model. It decides only about the hint.
     */
    private static boolean isElsewhere(ModelState row) {
        return row.model().contains(" at http");
    }

    private static Instant time(Instant since) {
        return since.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
