package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.Event;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RunState;
import metatextgrad.model.Serial;
import metatextgrad.services.mtg.loop.LoopScenario;
import metatextgrad.streams.Settings;
import metatextgrad.streams.Topic;
import metatextgrad.streams.Topics;
import metatextgrad.wire.EventSerde;

/** What stands on the topics that people and applications follow. */
record OnceSaid(
        List<RunState> states,
        List<PromptsServed> tables,
        List<PromptVersion> versions,
        List<OptimizerVersion> verdicts,
        List<OptimizerState> steps) {
    static OnceSaid on(Settings settings) {
        return new OnceSaid(
                all(settings, Topics.RUNS, RunState.class),
                all(settings, Topics.PROMPTS, PromptsServed.class),
                all(settings, Topics.PROMPT_VERSIONS, PromptVersion.class),
                all(settings, Topics.OPTIMIZERS, OptimizerVersion.class),
                all(settings, Topics.OPTIMIZER_STATE, OptimizerState.class));
    }

    static <E extends Event> List<E> all(Settings settings, Topic topic, Class<E> kind) {
        try (EventReader reader = new EventReader(settings, EventSerde.local(), List.of(topic))) {
            return reader.toEnd().stream()
                    .map(EventReader.Stamped::event)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    /** As a reader has it who ignores what is older than what it holds. */
    RunState state() {
        return last(states, RunState::serial);
    }

    /**
     * Fails unless what was said again is what was said: at no moment has a reader who minds
     * serials seen anything else.
     */
    void requireUnchanged(OnceSaid now, String who) {
        assertThat(LoopScenario.result(now.state()))
                .as(who)
                .isEqualTo(LoopScenario.result(state()));
        assertThat(now.states).as(who).allMatch(state -> !newer(state.serial(), state().serial()));
        assertThat(tables).as(who).containsAll(now.tables);
        assertThat(last(now.tables, PromptsServed::serial))
                .as(who)
                .isEqualTo(last(tables, PromptsServed::serial));
        assertThat(versions).as(who).containsAll(now.versions);
        assertThat(verdicts).as(who).containsAll(now.verdicts);
        assertThat(steps).as(who).containsAll(now.steps);
    }

    private static boolean newer(Serial one, Serial other) {
        return one.compareTo(other) > 0;
    }

    private static <E> E last(List<E> all, Function<E, Serial> serial) {
        return all.stream().max(Comparator.comparing(serial)).orElseThrow();
    }
}
