package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashSet;
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
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings.Mode;
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
    private static final Set<VersionId> QUOTING = new LinkedHashSet<>(List.of(QUOTES, WAITS));
    private static final GateContest PASSED = contest(WAITS, Cause.BETTER);
    private static final String UNPIN = "mtg prompts unpin p";
    private static final String REJECT = "mtg prompts reject waits";
    private static final String TO_CLEAN = "mtg prompts rollback p --to clean";
    private static final String TO_QUOTES = "mtg prompts rollback p --to quotes";
    private static final String PIN_CLEAN = "mtg prompts pin p clean";
    private static final String UNTIL_UNPIN =
            "the pin stops promotions until mtg prompts unpin p; after that, a version that quotes may serve";
    private static final String NONE_CLEAN =
            "no earlier champion is without a quote: quotes serves until ";

    private static final String FORMER =
            "former champions that quote: %s. After a drop of scores, one of them can be contested again";

    @Test
    void shouldLeaveAPinnedChampionWithoutAQuote() {
        PromptsServed table = pinned(CLEAN);
        for (Mode mode : Mode.values()) {
            assertThat(of(mode, table, PASSED).inOrder()).isEmpty();
            assertThat(of(mode, table, PASSED).notes(ids()))
                    .containsExactly("may serve after mtg prompts unpin p: quotes, waits");
            assertThat(of(mode, table, ended(QUOTES), ended(WAITS)).notes(ids())).isEmpty();
        }
    }

    /** The rule lets a version serve sooner than a person can reject it. */
    @Test
    void shouldPinAChampionWithoutAQuoteInModeAuto() {
        PromptsServed alone = table(CLEAN, new Serving.Alone());
        assertPinned(table(CLEAN, canary(QUOTES)), ended(QUOTES), ended(WAITS));
        assertPinned(table(CLEAN, holdback(QUOTES), QUOTES), ended(WAITS));
        assertPinned(alone, ended(QUOTES), PASSED);
        assertPinned(alone, ended(QUOTES), contest(WAITS, Cause.ROUND_UNDECIDED));
        assertPinned(alone, ended(QUOTES));
        assertPinned(table(CLEAN, canary(OTHER)), ended(QUOTES), PASSED);
    }

    private static void assertPinned(PromptsServed table, GateContest... contests) {
        WithdrawalCommands commands = of(Mode.AUTO, table, contests);
        assertThat(commands.inOrder()).containsExactly(PIN_CLEAN);
        assertThat(commands.notes(ids())).containsExactly(UNTIL_UNPIN);
    }

    @Test
    void shouldNotPinIfNoVersionThatQuotesMayServe() {
        PromptsServed table = table(CLEAN, canary(OTHER), QUOTES);
        WithdrawalCommands commands = of(Mode.AUTO, table, ended(WAITS));
        assertThat(commands.inOrder()).isEmpty();
        assertThat(commands.notes(ids())).containsExactly(FORMER.formatted("quotes"));
    }

    @Test
    void shouldEndTheShareOfAVersionThatQuotesInModePropose() {
        for (Mode mode : List.of(Mode.PROPOSE, Mode.OFF)) {
            assertThat(of(mode, table(CLEAN, canary(QUOTES))).inOrder()).containsExactly(TO_CLEAN);
            assertThat(of(mode, table(CLEAN, holdback(QUOTES), QUOTES)).inOrder())
                    .containsExactly(TO_CLEAN);
            assertThat(of(mode, table(CLEAN, canary(OTHER))).inOrder()).isEmpty();
        }
    }

    @Test
    void shouldRejectWhatWaitsInModePropose() {
        assertThat(proposed(table(CLEAN, new Serving.Alone()), PASSED)).containsExactly(REJECT);
        assertThat(proposed(table(CLEAN, holdback(OTHER), OTHER), PASSED)).containsExactly(REJECT);
        assertThat(proposed(table(CLEAN, holdback(QUOTES), QUOTES), PASSED))
                .containsExactly(TO_CLEAN, REJECT);
        assertThat(proposed(table(CLEAN, new Serving.Alone()), contest(OTHER, Cause.BETTER)))
                .isEmpty();
    }

    @Test
    void shouldEndACanaryBeforeWhatWaitsIsRejected() {
        assertThat(proposed(table(CLEAN, canary(OTHER)), PASSED)).containsExactly(TO_CLEAN, REJECT);
        assertThat(proposed(table(CLEAN, canary(QUOTES)), PASSED))
                .containsExactly(TO_CLEAN, REJECT);
        assertThat(proposed(table(QUOTES, canary(OTHER), CLEAN), PASSED))
                .containsExactly(TO_QUOTES, REJECT, TO_CLEAN);
    }

    /** Another champion begins the contest of what waits anew, so that it waits no more. */
    @Test
    void shouldRollBackToTheLastChampionWithoutAQuote() {
        PromptsServed table = table(QUOTES, new Serving.Alone(), OTHER, CLEAN, WAITS);
        assertThat(proposed(table)).containsExactly(TO_CLEAN);
        assertThat(proposed(table, PASSED)).containsExactly(REJECT, TO_CLEAN);
        assertThat(of(Mode.PROPOSE, table, PASSED).notes(ids()))
                .containsExactly(FORMER.formatted("waits"));
    }

    @Test
    void shouldPinTheEarlierChampionInModeAuto() {
        for (Serving serving : List.of(new Serving.Alone(), canary(WAITS), holdback(CLEAN))) {
            WithdrawalCommands commands = of(Mode.AUTO, table(QUOTES, serving, CLEAN), PASSED);
            assertThat(commands.inOrder()).containsExactly(TO_CLEAN, PIN_CLEAN);
            assertThat(commands.notes(ids())).containsExactly(UNTIL_UNPIN);
        }
    }

    @Test
    void shouldMoveThePinToTheEarlierChampion() {
        PromptsServed table = pinned(QUOTES, CLEAN);
        assertThat(of(Mode.AUTO, table, PASSED).inOrder())
                .containsExactly(UNPIN, TO_CLEAN, PIN_CLEAN);
        assertThat(proposed(table, PASSED)).containsExactly(UNPIN, REJECT, TO_CLEAN, PIN_CLEAN);
        assertThat(of(Mode.PROPOSE, table, PASSED).notes(ids())).containsExactly(UNTIL_UNPIN);
    }

    /** Without its pin, the champion would still serve all traffic. */
    @Test
    void shouldStateWhatReplacesAChampionThatNoEarlierOneCan() {
        for (Mode mode : Mode.values()) {
            WithdrawalCommands pinned = of(mode, pinned(QUOTES, WAITS), PASSED);
            assertThat(pinned.inOrder()).isEmpty();
            assertThat(pinned.notes(ids()))
                    .containsExactly(
                            NONE_CLEAN + "you unpin it and another version is promoted",
                            "may serve after mtg prompts unpin p: waits");
            WithdrawalCommands canary = of(mode, table(QUOTES, canary(OTHER)), ended(WAITS));
            assertThat(canary.inOrder()).isEmpty();
            assertThat(canary.notes(ids()))
                    .containsExactly(NONE_CLEAN + "other is promoted: mtg prompts promote p");
            WithdrawalCommands alone = of(mode, table(QUOTES, new Serving.Alone()), PASSED);
            assertThat(alone.inOrder()).isEmpty();
            assertThat(alone.notes(ids()))
                    .containsExactly(
                            NONE_CLEAN + "another version is promoted",
                            "may still serve: waits. Reject each when it waits for a share");
        }
    }

    @Test
    void shouldEndTheShareBesideAChampionThatNoEarlierOneCanReplace() {
        WithdrawalCommands canary = of(Mode.AUTO, table(QUOTES, canary(WAITS)));
        assertThat(canary.inOrder()).containsExactly(TO_QUOTES);
        assertThat(canary.notes(ids())).containsExactly(NONE_CLEAN + "another version is promoted");
        WithdrawalCommands holdback = of(Mode.PROPOSE, table(QUOTES, holdback(WAITS), WAITS));
        assertThat(holdback.inOrder()).containsExactly(TO_QUOTES);
        assertThat(holdback.notes(ids()))
                .containsExactly(
                        NONE_CLEAN + "another version is promoted", FORMER.formatted("waits"));
    }

    @Test
    void shouldStateInOneLineEachWhatMayServeLater() {
        String pin = ". Reject each when it waits for a share, or pin the champion: " + PIN_CLEAN;
        PromptsServed alone = table(CLEAN, new Serving.Alone());
        assertThat(of(Mode.PROPOSE, alone, contest(WAITS, Cause.ROUND_UNDECIDED)).notes(ids()))
                .containsExactly("may still serve: quotes, waits" + pin);
        assertThat(of(Mode.PROPOSE, alone, PASSED).notes(ids()))
                .containsExactly("may still serve: quotes" + pin);
        assertThat(of(Mode.PROPOSE, alone, ended(QUOTES), ended(WAITS)).notes(ids())).isEmpty();
        assertThat(
                        of(
                                        Mode.PROPOSE,
                                        table(CLEAN, new Serving.Alone(), QUOTES, WAITS),
                                        contest(WAITS, Cause.ROUND_UNDECIDED))
                                .notes(ids()))
                .containsExactly("may still serve: waits" + pin, FORMER.formatted("quotes, waits"));
        assertThat(of(Mode.PROPOSE, table(QUOTES, new Serving.Alone(), CLEAN)).notes(ids()))
                .containsExactly("may still serve: waits" + pin);
    }

    @Test
    void shouldRemoveLabelsOfVersionsThatQuote() {
        ServingMarks labels = ServingMarks.NONE.with("eu", QUOTES).with("us", CLEAN);
        PromptsServed alone = table(CLEAN, new Serving.Alone());
        assertThat(proposed(alone.marked(labels.pinned(true))))
                .containsExactly("mtg prompts unlabel p eu");
        assertThat(proposed(alone.marked(labels), PASSED))
                .containsExactly(REJECT, "mtg prompts unlabel p eu");
    }

    private static List<String> proposed(PromptsServed table, GateContest... contests) {
        return of(Mode.PROPOSE, table, contests).inOrder();
    }

    private static WithdrawalCommands of(Mode mode, PromptsServed table, GateContest... contests) {
        VersionHistory history = new VersionHistory(List.of(contests), List.of());
        return new WithdrawalCommands(mode, table, history, QUOTING);
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

    private static GateContest ended(VersionId challenger) {
        return contest(challenger, Cause.TASKS_USED);
    }

    private static GateContest contest(VersionId challenger, Cause cause) {
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
                cause,
                1,
                1,
                NOON,
                "better",
                new Serial(1));
    }
}
