package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import metatextgrad.candidate.Quotes;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** The leak rule: what a window finds copies from none of its tasks. */
final class LeakRuleTest {
    private static final Project PROJECT = LiveRuns.project(RaceScenario.scenario());
    private static final Pattern TASK = Pattern.compile("val question \\d+ about [a-z ]+");

    private static final EmittedEvents QUOTING =
            LiveRuns.play(PROJECT, RaceScenario.script().writer(call -> quoting(call, 1)), 1);

    @Test
    void shouldOfferNothingThatCopiesFromATask() {
        EmittedEvents emitted =
                LiveRuns.play(PROJECT, RaceScenario.script().writer(call -> quoting(call, 2)), 2);
        assertThat(clean(emitted)).isEqualTo(2);
        assertThat(emitted.all(ChallengerOffered.class))
                .anyMatch(offered -> !offered.best().equals(offered.seed()));
        assertThat(emitted.states())
                .anyMatch(
                        state ->
                                state.decision() == OptimizerState.Decided.INVALID
                                        && state.reason().contains(Quotes.REASON));
        assertThat(emitted.all(AdaptState.class))
                .extracting(AdaptState::last)
                .anyMatch(
                        last ->
                                last.contains(" found ")
                                        && !last.contains("nothing")
                                        && last.contains("proposals left out: "));
    }

    @Test
    void shouldOfferTheSeedProgramIfAllProposalsCopy() {
        assertThat(clean(QUOTING)).isEqualTo(1);
        assertThat(QUOTING.all(ChallengerOffered.class))
                .allMatch(offered -> offered.best().equals(offered.seed()));
        assertThat(LiveRuns.state(QUOTING).last())
                .contains("found nothing better", "proposals left out: ", Quotes.REASON)
                .doesNotContain("val question");
    }

    @Test
    void shouldRefuseAProgramThatCopiesATaskOfNoBatchOfItsStep() {
        String[] seen = {""};
        EmittedEvents emitted =
                LiveRuns.play(
                        PROJECT,
                        RaceScenario.script()
                                .student(
                                        call -> {
                                            if (seen[0].isEmpty()) seen[0] = call.user();
                                            return Script.answered(RaceScenario.student(call));
                                        })
                                .writer(call -> raised(call, seen[0])),
                        1);
        assertThat(clean(emitted)).isEqualTo(1);
        assertThat(LiveRuns.state(emitted).last()).contains("proposals left out: ");
    }

    @Test
    void shouldLetTheWriterTryOnceMoreWithThePassage() {
        assertThat(QUOTING.asked(ModelRole.OPTIMIZER))
                .anyMatch(
                        request ->
                                request.attempt() == 1
                                        && EmittedEvents.user(request)
                                                .contains(Quotes.REASON + " or from an answer"));
    }

    /** Returns the number of windows whose results copy nothing. */
    private static int clean(EmittedEvents emitted) {
        List<SetClosed> windows =
                emitted.all(SetClosed.class).stream().filter(set -> set.arrived() > 0).toList();
        List<ChallengerOffered> offers = emitted.all(ChallengerOffered.class);
        assertThat(offers).hasSameSizeAs(windows);
        List<String> known = Quotes.texts(PROJECT.seed());
        for (int i = 0; i < windows.size(); i++) {
            List<String> read = LiveRuns.read(emitted, windows.get(i));
            assertThat(read).hasSizeGreaterThan(200);
            assertThat(Quotes.first(offers.get(i).best(), read, known)).isEmpty();
        }
        List<String> all =
                windows.stream().flatMap(set -> LiveRuns.read(emitted, set).stream()).toList();
        assertThat(emitted.all(PromptVersion.class))
                .isNotEmpty()
                .allMatch(version -> Quotes.first(version.program(), all, known).isEmpty());
        return windows.size();
    }

    /** Every so many requests get a rewrite that quotes a task of the request, in capitals. */
    private static Reply quoting(Call call, int every) {
        int mark = call.user().hashCode() + call.seed();
        String task =
                TASK.matcher(call.user())
                        .results()
                        .map(found -> found.group())
                        .findFirst()
                        .orElse("");
        if (task.isEmpty()) return Script.answered("no tags");
        boolean quotes = Math.floorMod(mark, every) == 0;
        return raised(call, quotes ? task.toUpperCase(Locale.ROOT).replace(" ", "  ") : "");
    }

    private static Reply raised(Call call, String quote) {
        int mark = call.user().hashCode() + call.seed();
        int now = RaceScenario.number(Script.currentText(call), "solves ");
        int solves = Math.max(1, now + Math.floorMod(mark, 9) - 3);
        return Script.answered(Script.tagged("solves " + solves + " in way " + mark + " " + quote));
    }
}
