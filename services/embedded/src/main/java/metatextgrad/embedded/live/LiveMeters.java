package metatextgrad.embedded.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import metatextgrad.cli.demo.DemoApplication.Answer;

/** The meters of the demo itself; those of the services are in docs/metrics.md. */
final class LiveMeters {
    /** Tasks of which a score is the mean. */
    private static final int LAST = 300;

    private LiveMeters() {}

    /** Registers them; they read the answers and the story when they are sampled. */
    static void register(MeterRegistry registry, List<Answer> answers, LiveStory story) {
        score(
                registry,
                "mtg.demo.served.score",
                "Share of right answers among the last 300 tasks.",
                answers,
                Answer::served);
        score(
                registry,
                "mtg.demo.seed.score",
                "Share of the same tasks that the seed prompt would have answered right.",
                answers,
                Answer::frozen);
        count(registry, "mtg.demo.tasks", "Tasks of the application.", answers, List::size);
        count(registry, "mtg.demo.windows", "Windows of traffic.", story, LiveStory::windows);
        count(
                registry,
                "mtg.demo.judged.answers",
                "Answers that were judged.",
                story,
                LiveStory::judged);
        count(
                registry,
                "mtg.demo.optimizers.adopted",
                "Optimizers that contests over windows adopted.",
                story,
                LiveStory::adopted);
        count(registry, "mtg.demo.drift.alarms", "Drift alarms.", story, LiveStory::alarms);
    }

    private static void score(
            MeterRegistry registry,
            String name,
            String help,
            List<Answer> answers,
            ToDoubleFunction<List<Answer>> score) {
        Gauge.builder(name, answers, all -> score.applyAsDouble(last(all)))
                .description(help)
                .register(registry);
    }

    /** A copy, since the application adds answers. */
    private static List<Answer> last(List<Answer> answers) {
        List<Answer> all = List.copyOf(answers);
        return all.subList(Math.max(0, all.size() - LAST), all.size());
    }

    private static <T> void count(
            MeterRegistry registry, String name, String help, T of, ToDoubleFunction<T> count) {
        FunctionCounter.builder(name, of, count).description(help).register(registry);
    }
}
