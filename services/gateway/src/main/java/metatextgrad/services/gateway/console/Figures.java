package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Locale;
import metatextgrad.model.Cost;
import metatextgrad.model.StepRef;
import metatextgrad.redact.Redactor;
import metatextgrad.services.gateway.records.PlacedEvent;
import org.jspecify.annotations.Nullable;

/** Writes figures, names and addresses as pages show them. Pure. */
public final class Figures {
    private static final int SHORT = 10;
    private static final int LONG = 4000;

    private Figures() {}

    /** Returns a score in [0, 1] with three digits; a dash for none. */
    public static String score(@Nullable Double score) {
        return score == null ? "–" : String.format(Locale.ROOT, "%.3f", score);
    }

    /** Returns a difference of scores with its sign. */
    public static String gain(double gain) {
        String text = String.format(Locale.ROOT, "%.3f", Math.abs(gain));
        if (text.equals("0.000")) return text;
        return (gain < 0 ? "−" : "+") + text;
    }

    /** Returns a part of 1 in percent. */
    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }

    /** Returns an e-value or a limit of one, as short as possible. */
    public static String evidence(double value) {
        if (value >= 10_000) return String.format(Locale.ROOT, "%.0e", value);
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    /** Returns a count with thin spaces between thousands. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    /** Returns the requests and tokens of a cost. */
    public static String cost(Cost cost) {
        Cost.Spent total = cost.total();
        if (total.requests() == 0) return "–";
        return "%s calls, %s tokens"
                .formatted(
                        count(total.requests()), count(total.inputTokens() + total.outputTokens()));
    }

    /** Returns the first characters of the id of a version. */
    public static String brief(String id) {
        return id.length() <= SHORT ? id : id.substring(0, SHORT);
    }

    /** Returns a time without its seconds, such as {@code 2026-11-28 12:00}. */
    public static String time(@Nullable String utc) {
        if (utc == null || utc.length() < 16) return "–";
        return utc.substring(0, 16).replace('T', ' ');
    }

    public static String projectUrl(String project) {
        return "/projects/" + encode(project);
    }

    public static String versionUrl(String project, String version) {
        return projectUrl(project) + "/versions/" + encode(version);
    }

    public static String contestUrl(String project, int number) {
        return projectUrl(project) + "/contests/" + number;
    }

    public static String taskUrl(String project, String task) {
        return projectUrl(project) + "/tasks/" + encode(task);
    }

    public static String runUrl(String run) {
        return "/runs/" + encode(run);
    }

    public static String stepsUrl(String run) {
        return runUrl(run) + "/steps";
    }

    public static String stepUrl(StepRef step) {
        return "%s/%s/%d"
                .formatted(stepsUrl(step.run().value()), encode(step.trial().value()), step.step());
    }

    /** Returns topic, partition and offset of a record. */
    public static String source(PlacedEvent record) {
        return source(record.place().topic(), record.place().partition(), record.offset());
    }

    static String source(String topic, int partition, long offset) {
        return "%s, partition %d, offset %d".formatted(topic, partition, offset);
    }

    /**
     * Returns a text of users or models with secrets and personal data masked. Of a long one only
     * the beginning.
     */
    public static String masked(String text) {
        String masked = Redactor.redact(text);
        if (masked.length() <= LONG) return masked;
        int end = Character.isHighSurrogate(masked.charAt(LONG - 1)) ? LONG - 1 : LONG;
        return "%s … (%s more characters)"
                .formatted(masked.substring(0, end), count(masked.length() - end));
    }

    public static String letterUrl(String letter) {
        return "/dead-letters/" + encode(letter);
    }

    /** Returns the address of the stream of changes of a project. */
    public static String eventsUrl(String project) {
        return "/events?project=" + encode(project);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }
}
