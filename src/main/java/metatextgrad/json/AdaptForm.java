package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Dollars;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Canary;
import metatextgrad.model.project.AdaptSettings.Evidence;
import metatextgrad.model.project.AdaptSettings.Evidence.Missing;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.model.project.AdaptSettings.Guards;
import metatextgrad.model.project.AdaptSettings.Meta;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.AdaptSettings.Pool;
import metatextgrad.model.project.AdaptSettings.RunSize;
import metatextgrad.model.project.AdaptSettings.Window;
import metatextgrad.model.project.Limits;
import org.jspecify.annotations.Nullable;

/** {@link AdaptSettings} as a file has them. */
record AdaptForm(
        Mode mode,
        WindowForm window,
        DayForm budget,
        List<String> evidence,
        TruthForm truth,
        FeedbackForm feedback,
        @JsonSetter(nulls = Nulls.SET) @Nullable JudgeForm judge,
        PoolForm pool,
        RetentionForm retention,
        RunSize run,
        Gate gate,
        CanaryForm canary,
        Guards guards,
        Meta meta,
        List<String> frozen,
        boolean shareable) {
    private static final int MICROS = 6;
    private static final String TRUTH = "truth";
    private static final String FEEDBACK = "feedback";
    private static final String JUDGE = "judge";

    record WindowForm(int tasks, String atMost, int atLeast) {}

    record DayForm(
            @JsonProperty("day-calls") @JsonSetter(nulls = Nulls.SET) @Nullable Long calls,
            @JsonProperty("day-tokens") @JsonSetter(nulls = Nulls.SET) @Nullable Long tokens,
            @JsonProperty("day-usd") @JsonSetter(nulls = Nulls.SET) @Nullable BigDecimal usd) {
        private static DayForm of(Limits day) {
            Long micros = day.micros();
            BigDecimal usd =
                    micros == null ? null : BigDecimal.valueOf(micros, MICROS).stripTrailingZeros();
            return new DayForm(day.calls(), day.tokens(), usd);
        }

        private Limits limits() {
            return new Limits(
                    calls, tokens, usd == null ? null : (Long) Dollars.micros(usd.toPlainString()));
        }
    }

    record TruthForm(@JsonProperty("wait") String within) {}

    record FeedbackForm(String after, Missing missing) {}

    record JudgeForm(String rubric) {
        private static @Nullable JudgeForm of(Evidence evidence) {
            return evidence.rubric() == null ? null : new JudgeForm(evidence.rubric());
        }
    }

    record PoolForm(int items, int perGroup) {}

    record RetentionForm(String items, String halfLife) {}

    record CanaryForm(double share, double holdback, String holdbackFor) {}

    static final class Write extends StdConverter<AdaptSettings, AdaptForm> {
        @Override
        public AdaptForm convert(AdaptSettings of) {
            Window window = of.window();
            Pool pool = of.pool();
            return new AdaptForm(
                    of.mode(),
                    new WindowForm(window.tasks(), text(window.atMost()), window.atLeast()),
                    DayForm.of(of.day()),
                    classes(of.evidence()),
                    new TruthForm(text(of.evidence().within())),
                    new FeedbackForm(text(of.evidence().after()), of.evidence().missing()),
                    JudgeForm.of(of.evidence()),
                    new PoolForm(pool.items(), pool.perGroup()),
                    new RetentionForm(text(pool.keep()), text(pool.halfLife())),
                    of.run(),
                    of.gate(),
                    new CanaryForm(
                            of.canary().share(),
                            of.canary().holdback(),
                            text(of.canary().holdbackFor())),
                    of.guards(),
                    of.meta(),
                    of.frozen(),
                    of.shareable());
        }
    }

    static final class Read extends StdConverter<AdaptForm, AdaptSettings> {
        @Override
        public AdaptSettings convert(AdaptForm form) {
            return new AdaptSettings(
                    form.mode,
                    new Window(form.window.tasks, time(form.window.atMost), form.window.atLeast),
                    form.budget.limits(),
                    new Evidence(
                            form.evidence.contains(TRUTH),
                            form.evidence.contains(FEEDBACK),
                            form.evidence.contains(JUDGE),
                            form.judge == null ? null : form.judge.rubric,
                            time(form.truth.within),
                            time(form.feedback.after),
                            form.feedback.missing),
                    new Pool(
                            form.pool.items,
                            form.pool.perGroup,
                            time(form.retention.items),
                            time(form.retention.halfLife)),
                    form.run,
                    form.gate,
                    new Canary(
                            form.canary.share, form.canary.holdback, time(form.canary.holdbackFor)),
                    form.guards,
                    form.meta,
                    form.frozen,
                    form.shareable);
        }
    }

    private static List<String> classes(Evidence evidence) {
        List<String> classes = new ArrayList<>();
        if (evidence.truth()) classes.add(TRUTH);
        if (evidence.feedback()) classes.add(FEEDBACK);
        if (evidence.judge()) classes.add(JUDGE);
        return classes;
    }

    /** Reads what the schema allows: a number of seconds, minutes, hours or days. */
    private static Duration time(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String text(Duration time) {
        if (time.equals(Duration.ofDays(time.toDays()))) return time.toDays() + "d";
        if (time.equals(Duration.ofHours(time.toHours()))) return time.toHours() + "h";
        if (time.equals(Duration.ofMinutes(time.toMinutes()))) return time.toMinutes() + "m";
        return time.toSeconds() + "s";
    }
}
