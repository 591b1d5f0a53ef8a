package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.project.AdaptSettings.Canary;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** When another version may serve a share, by a person or by the rule. Pure. */
public final class ApprovalRule {
    /** Judged answers after which a holdback makes way for another version. */
    public static final int ENOUGH = ContestStep.ENOUGH;

    /** The share of a version in a project that does not adapt. */
    private static final double USUAL_SHARE = .1;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private ApprovalRule() {}

    /**
     * Returns why a person may not let a version serve a share now, in one line.
     *
     * @param project as it adapts; null if it does not
     * @param answers judged ones of both versions that serve
     */
    public static Optional<String> problem(
            PromptsServed table,
            PromptVersion version,
            @Nullable Project project,
            int answers,
            Instant now) {
        Optional<String> missing =
                project == null
                        ? Optional.empty()
                        : DefinitionChange.missing(project, version.program());
        if (missing.isPresent())
            return missing.map(
                    text ->
                            "%s cannot serve: %s. If it may, remove that from `adapt.frozen`, apply the file and run mtg adapt start %s"
                                    .formatted(version.id(), text, table.project()));
        if (!(table.serving() instanceof Serving.Holdback held)) return Optional.empty();
        return early(held, canary(project), answers, now)
                .map(
                        text ->
                                "%s. To end that now: mtg prompts rollback %s --to %s"
                                        .formatted(text, table.project(), table.champion()));
    }

    /**
     * Returns the share that an approved version serves: the stated one, or else that of the
     * project.
     *
     * @param stated null if the operator states none
     * @param project as it adapts; null if it does not
     */
    public static double share(@Nullable Double stated, @Nullable Project project) {
        if (stated != null) return stated;
        return project == null ? USUAL_SHARE : canary(project).share();
    }

    /** Returns the settings of a project that adapts, or else what others have. */
    static Canary canary(@Nullable Project project) {
        return project == null ? Canary.DEFAULT : requireNonNull(project.adapt()).canary();
    }

    /**
     * Returns what a holdback waits for before another version may serve, in one line; empty if it
     * makes way. Its share shows whether the new champion is worse, which takes time and answers.
     */
    static Optional<String> early(
            Serving.Holdback held, Canary settings, int answers, Instant now) {
        Instant end = held.since().plus(settings.holdbackFor());
        Instant enough = held.since().plus(settings.least());
        int missing = Math.max(0, ENOUGH - answers);
        if (now.isAfter(end) || (missing == 0 && now.isAfter(enough))) return Optional.empty();
        String time = now.isAfter(enough) ? "" : " in " + time(now, enough);
        String both = time.isEmpty() ? "" : " and";
        return Optional.of(
                "the former champion %s keeps its share, another version may serve%s%s"
                        .formatted(
                                held.version(),
                                time,
                                missing == 0
                                        ? ""
                                        : "%s after %d more judged answers, or else in %s"
                                                .formatted(both, missing, time(now, end))));
    }

    /**
     * Returns which holdback of this table a share ends that begins now; empty if it has none.
     *
     * @param answers judged ones of both versions; 0 also in a preview, which does not know them
     */
    static String ends(PromptsServed table, int answers, Instant now) {
        if (!(table.serving() instanceof Serving.Holdback held)) return "";
        return "; this ended the holdback of %s after %s%s"
                .formatted(
                        held.version(),
                        elapsed(Duration.between(held.since(), now)),
                        answers == 0 ? "" : " and %d judged answers".formatted(answers));
    }

    /** Returns a time in the largest unit of which it has two or more, rounded down. */
    private static String elapsed(Duration time) {
        if (time.toDays() >= 2) return time.toDays() + " days";
        if (time.toHours() >= 2) return time.toHours() + " h";
        return time.toMinutes() >= 2 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** Returns a time in the largest unit of which it has more than two, rounded up. */
    private static String time(Instant from, Instant to) {
        long seconds = Math.max(1, Math.ceilDiv(Duration.between(from, to).toMillis(), 1_000));
        if (seconds > 2 * DAY) return Math.ceilDiv(seconds, DAY) + " days";
        if (seconds > 2 * HOUR) return Math.ceilDiv(seconds, HOUR) + " h";
        return seconds > 2 * MINUTE ? Math.ceilDiv(seconds, MINUTE) + " min" : seconds + " s";
    }
}
