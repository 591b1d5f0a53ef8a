package metatextgrad.cli.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.model.event.Serving;
import metatextgrad.model.serving.ServingMarks;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.rollout.ServingPreview;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

/** A serving command reports when another change came first. */
final class ServingCommandTest {
    private static final ProjectId PROJECT = new ProjectId("dyck");
    private static final VersionId OLD = new VersionId("old");
    private static final VersionId NEW = new VersionId("new");
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Serial SEEN = new Serial(1);

    private static final Serving ALONE = new Serving.Alone();
    private static final Serving CANARY = new Serving.Canary(NEW, .1, NOON);
    private static final Serving BLOCKED = new Serving.Holdback(OLD, .05, NOON);

    @Test
    void shouldDistinguishTheResultsOfCommands() {
        RolloutCommand approve = new ChallengerApproved(PROJECT, NEW, .1, NOON, SEEN, "", "ada");
        RolloutCommand later = new ChallengerPromoted(PROJECT, NOON.plusMillis(1), SEEN, "", "ada");
        RolloutCommand promote = new ChallengerPromoted(PROJECT, NOON, SEEN, "", "ada");
        RolloutCommand back = new RolledBack(PROJECT, OLD, SEEN, "", "ada");

        assertThat(obeyed(approve, OLD, CANARY)).isTrue();
        assertThat(obeyed(approve, OLD, ALONE)).isFalse();
        assertThat(obeyed(approve, OLD, new Serving.Canary(NEW, .2, NOON))).isFalse();
        assertThat(obeyed(promote, NEW, BLOCKED)).isTrue();
        assertThat(obeyed(later, NEW, BLOCKED)).isFalse();
        assertThat(obeyed(promote, OLD, ALONE)).isFalse();
        assertThat(obeyed(back, OLD, ALONE)).isTrue();
        assertThat(obeyed(back, OLD, CANARY)).isFalse();
        assertThat(obeyed(back, NEW, ALONE)).isFalse();
    }

    @Test
    void shouldDistinguishTheResultsOfLabelsAndPins() {
        PromptsServed plain =
                new PromptsServed(PROJECT, OLD, List.of(), ALONE, "why", "ada", SEEN.next());
        PromptsServed labelled = plain.marked(ServingMarks.NONE.with("eu", NEW));
        PromptsServed pinned = plain.marked(ServingMarks.NONE.pinned(true));
        RolloutCommand label = new VersionLabelled(PROJECT, NEW, "eu", NOON, SEEN, "", "ada");
        RolloutCommand unlabel = new LabelRemoved(PROJECT, "eu", NOON, SEEN, "", "ada");
        RolloutCommand pin = new ChampionPinned(PROJECT, OLD, SEEN, "", "ada");
        RolloutCommand unpin = new ChampionUnpinned(PROJECT, SEEN, "", "ada");

        assertThat(ServingPreview.obeyed(label, labelled)).isTrue();
        assertThat(ServingPreview.obeyed(label, plain)).isFalse();
        assertThat(ServingPreview.obeyed(unlabel, plain)).isTrue();
        assertThat(ServingPreview.obeyed(unlabel, labelled)).isFalse();
        assertThat(ServingPreview.obeyed(pin, pinned)).isTrue();
        assertThat(ServingPreview.obeyed(pin, plain)).isFalse();
        assertThat(ServingPreview.obeyed(unpin, plain)).isTrue();
        assertThat(ServingPreview.obeyed(unpin, pinned)).isFalse();
    }

    @Test
    void shouldDistinguishTheSameRejectionOfTwoUsers() {
        String why = "rejected version new by hand: too long";
        PromptsServed table =
                new PromptsServed(PROJECT, OLD, List.of(), ALONE, why, "ada", SEEN.next());

        assertThat(ServingPreview.obeyed(rejection("too long", "ada"), table)).isTrue();
        assertThat(ServingPreview.obeyed(rejection("too long", "bob"), table)).isFalse();
        assertThat(ServingPreview.obeyed(rejection("", "ada"), table)).isFalse();
    }

    @Test
    void shouldWaitForTheTableThatSettlesACommand() {
        PromptsServed first = table(1, OLD, ServingMarks.NONE);
        ServingMarks labels = ServingMarks.NONE.with("eu", NEW);
        PromptsServed relabelled = table(1, OLD, labels);
        PromptsServed back = table(2, NEW, labels);
        RolloutCommand rollback = new RolledBack(PROJECT, NEW, SEEN, "", "ada");

        assertThat(settled(List.of(first, relabelled, back), rollback)).isEqualTo(back);

        PromptsServed promoted = table(2, NEW, ServingMarks.NONE);
        PromptsServed labelled = table(2, NEW, labels);
        RolloutCommand label = new VersionLabelled(PROJECT, NEW, "eu", NOON, SEEN, "", "ada");

        assertThat(settled(List.of(first, promoted, labelled), label)).isEqualTo(labelled);
    }

    @Test
    void shouldDistinguishAnUnreachableKafkaFromASilentRollout() {
        ClusterInMemory topics =
                new ClusterInMemory()
                        .with(Topics.PROMPTS, List.of(table(1, OLD, ServingMarks.NONE)));
        RolloutCommand rollback = new RolledBack(PROJECT, NEW, SEEN, "", "ada");
        try (Cluster cluster = topics.cluster();
                EventReader reader = cluster.reader(List.of(Topics.PROMPTS))) {
            assertThatThrownBy(() -> ServingCommand.settled(reader, rollback, Duration.ZERO))
                    .hasMessageStartingWith("rollout has not answered for 0 s. ");

            topics.stop();

            assertThatThrownBy(() -> ServingCommand.settled(reader, rollback, Duration.ZERO))
                    .isInstanceOfSatisfying(
                            EnvironmentProblem.class,
                            problem -> assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE))
                    .hasMessageStartingWith("no broker answers at 127.0.0.1:1: ");
        }
    }

    private static PromptsServed settled(List<PromptsServed> tables, RolloutCommand sent) {
        try (Cluster cluster = new ClusterInMemory().with(Topics.PROMPTS, tables).cluster();
                EventReader reader = cluster.reader(List.of(Topics.PROMPTS))) {
            return ServingCommand.settled(reader, sent, Duration.ofSeconds(30));
        }
    }

    private static PromptsServed table(long serial, VersionId champion, ServingMarks marks) {
        return new PromptsServed(
                        PROJECT, champion, List.of(), ALONE, "why", "ada", new Serial(serial))
                .marked(marks);
    }

    private static RolloutCommand rejection(String reason, String by) {
        return new ChallengerRejected(PROJECT, NEW, SEEN, reason, by);
    }

    private static boolean obeyed(RolloutCommand command, VersionId champion, Serving serving) {
        return ServingPreview.obeyed(
                command,
                new PromptsServed(
                        PROJECT, champion, List.of(), serving, "why", "ada", SEEN.next()));
    }
}
