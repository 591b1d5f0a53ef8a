package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.model.Cost;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.serving.ServingMarks;
import metatextgrad.view.VersionHistory;
import org.junit.jupiter.api.Test;

/** An operator runs the printed commands one after another, and none is refused. */
final class WithdrawalCommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final VersionId CLEAN = new VersionId("clean");
    private static final VersionId OTHER = new VersionId("other");
    private static final VersionId QUOTES = new VersionId("quotes");
    private static final VersionId WAITS = new VersionId("waits");
    private static final GateContest PASSED = contest(WAITS, Stage.PASSED);
    private static final String MAY_SERVE =
            "quotes may still serve: reject it when it waits for a share";
    private static final String UNPIN = "mtg prompts unpin p";
    private static final String REJECT = "mtg prompts reject waits";
    private static final String TO_CLEAN = "mtg prompts rollback p --to clean";

    @Test
    void shouldRollBackToAVersionWithoutAQuote() {
        assertThat(commands(table(CLEAN, canary(QUOTES)))).containsExactly(TO_CLEAN);
        assertThat(commands(table(CLEAN, holdback(QUOTES), QUOTES))).containsExactly(TO_CLEAN);
        assertThat(commands(table(QUOTES, new Serving.Alone(), OTHER, CLEAN, WAITS)))
                .containsExactly(TO_CLEAN);
        assertThat(commands(table(CLEAN, canary(OTHER)))).isEmpty();
    }

    @Test
    void shouldRemoveLabelsOfVersionsThatQuote() {
        PromptsServed table =
                table(CLEAN, new Serving.Alone())
                        .marked(
                                ServingMarks.NONE
                                        .with("eu", QUOTES)
                                        .with("us", CLEAN)
                                        .pinned(true));

        assertThat(commands(table)).containsExactly("mtg prompts unlabel p eu");
    }

    /** Another champion begins the contest of what waits anew, so that it waits no more. */
    @Test
    void shouldRejectWhatWaitsBeforeAnotherChampionServes() {
        assertThat(commands(table(CLEAN, new Serving.Alone()), PASSED)).containsExactly(REJECT);
        assertThat(commands(table(QUOTES, new Serving.Alone(), CLEAN), PASSED))
                .containsExactly(REJECT, TO_CLEAN);
        assertThat(commands(table(CLEAN, holdback(QUOTES), QUOTES), PASSED))
                .containsExactly(REJECT, TO_CLEAN);
    }

    @Test
    void shouldEndACanaryBeforeWhatWaitsIsRejected() {
        assertThat(commands(table(CLEAN, canary(OTHER)), PASSED)).containsExactly(TO_CLEAN, REJECT);
        assertThat(commands(table(CLEAN, canary(QUOTES)), PASSED))
                .containsExactly(TO_CLEAN, REJECT);
        assertThat(commands(table(QUOTES, canary(OTHER), CLEAN), PASSED))
                .containsExactly("mtg prompts rollback p --to quotes", REJECT, TO_CLEAN);
    }

    @Test
    void shouldUnpinTheChampionBeforeAnyOtherChange() {
        assertThat(commands(pinned(CLEAN), PASSED)).containsExactly(UNPIN, REJECT);
        assertThat(commands(pinned(QUOTES, CLEAN))).containsExactly(UNPIN, TO_CLEAN);
    }

    /** Without its pin, the champion would still serve all traffic. */
    @Test
    void shouldLeaveThePinOfAChampionThatNoEarlierOneCanReplace() {
        assertThat(commands(pinned(QUOTES, WAITS))).isEmpty();
        assertThat(notes(pinned(QUOTES)))
                .containsExactly(
                        "no earlier champion is without a quote: quotes serves until another version is promoted");
        assertThat(notes(pinned(QUOTES, CLEAN))).isEmpty();
    }

    @Test
    void shouldStateWhichVersionsMayServeLater() {
        String pin = ", or pin the champion: mtg prompts pin p clean";
        PromptsServed alone = table(CLEAN, new Serving.Alone());
        assertThat(notes(alone)).containsExactly(MAY_SERVE + pin);
        assertThat(notes(alone, contest(QUOTES, Stage.OPEN))).containsExactly(MAY_SERVE + pin);
        assertThat(notes(alone, contest(QUOTES, Stage.PASSED))).isEmpty();
        assertThat(notes(alone, contest(QUOTES, Stage.UNDECIDED))).isEmpty();
        assertThat(notes(pinned(CLEAN)))
                .containsExactly(
                        "quotes may serve after an unpin: then reject it when it waits for a share");
    }

    /** A pin keeps a version without a quote only. */
    @Test
    void shouldPinTheChampionThatServesAfterTheCommands() {
        Set<VersionId> quoting = Set.of(QUOTES, OTHER);
        assertThat(of(table(OTHER, new Serving.Alone(), CLEAN), quoting).notes(ids()))
                .containsExactly(MAY_SERVE + ", or pin the champion: mtg prompts pin p clean");
        assertThat(of(pinned(OTHER, CLEAN), quoting).notes(ids()))
                .containsExactly(MAY_SERVE + ", or pin the champion: mtg prompts pin p clean");
        assertThat(of(table(OTHER, new Serving.Alone()), quoting).notes(ids()))
                .containsExactly(
                        "no earlier champion is without a quote: other serves until another version is promoted",
                        MAY_SERVE);
    }

    private static List<String> commands(PromptsServed table, GateContest... contests) {
        return of(table, Set.of(QUOTES, WAITS), contests).inOrder();
    }

    private static List<String> notes(PromptsServed table, GateContest... contests) {
        return of(table, Set.of(QUOTES), contests).notes(ids());
    }

    private static WithdrawalCommands of(
            PromptsServed table, Set<VersionId> quoting, GateContest... contests) {
        VersionHistory history = new VersionHistory(List.of(contests), List.of());
        return new WithdrawalCommands(table, history, quoting);
    }

    private static IdPrefixes ids() {
        return new IdPrefixes(
                Stream.of(CLEAN, OTHER, QUOTES, WAITS).map(VersionId::value).toList());
    }

    private static Serving canary(VersionId version) {
        return new Serving.Canary(version, .2, NOON);
    }

    private static Serving holdback(VersionId version) {
        return new Serving.Holdback(version, .05, NOON);
    }

    private static PromptsServed pinned(VersionId champion, VersionId... earlier) {
        return table(champion, new Serving.Alone(), earlier).marked(ServingMarks.NONE.pinned(true));
    }

    private static PromptsServed table(VersionId champion, Serving serving, VersionId... earlier) {
        return new PromptsServed(
                new ProjectId("p"),
                champion,
                List.of(earlier),
                serving,
                "why",
                "ada",
                new Serial(1));
    }

    private static GateContest contest(VersionId challenger, Stage stage) {
        return new GateContest(
                new ProjectId("p"),
                1,
                challenger,
                CLEAN,
                .05,
                1,
                List.of(),
                20,
                Cost.NONE,
                Cost.NONE,
                stage,
                1,
                1,
                NOON,
                "better",
                new Serial(1));
    }
}
