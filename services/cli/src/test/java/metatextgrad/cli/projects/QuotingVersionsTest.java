package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Project;
import metatextgrad.model.serving.ServingMarks;
import metatextgrad.rollout.Rolling;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

/** The texts of a user whose tasks are dropped are found in prompts too. */
final class QuotingVersionsTest {
    private static final String ADDRESS = "Anna of 12 Elm Street wants her red bike back";
    private static final String SENT = "sent";
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Program SEED = Rolling.program("Answer in one word.");
    private static final Project PROJECT = Traffic.project().withSeed(SEED);
    private static final ProjectId ID = PROJECT.id();
    private static final Program CLEAN = Rolling.program("Answer step by step.");
    private static final Program QUOTES = Rolling.program("Answer as in: " + ADDRESS + ".");

    private final ClusterInMemory topics =
            new ClusterInMemory(
                    Topics.INTAKE_INBOX,
                    Topics.TASK_COMMANDS,
                    Topics.PROMPT_VERSIONS,
                    Topics.PROMPTS,
                    Topics.CONTESTS);

    @Test
    void shouldListVersionsThatQuoteATaskWithWhatToDo() {
        versions(SEED, CLEAN, QUOTES);
        arrive("a", "Please help, " + ADDRESS + ".", "ada");
        topics.with(
                Topics.PROMPTS,
                List.of(
                        table(1, CLEAN, List.of(id(SEED)), new Serving.Alone()),
                        marked(
                                table(
                                        2,
                                        QUOTES,
                                        List.of(id(SEED), id(CLEAN)),
                                        new Serving.Holdback(id(CLEAN), .05, NOON)))));

        ForgottenGroupView view = view("ada");

        assertThat(view.text())
                .containsExactly(
                        SENT,
                        "versions that quote it:",
                        "version   share  labels  stage     quote",
                        "%s  95 %%   eu      champion  Anna of 12 Elm Street wants her red"
                                .formatted(id(QUOTES).value().substring(0, 8)));
        assertThat(view.next())
                .containsExactly(
                        "mtg prompts rollback %s --to %s".formatted(ID, id(CLEAN)),
                        "mtg prompts unlabel %s eu".formatted(ID),
                        "mtg adapt status " + ID);
        JsonNode json = ViewJson.read(ViewJson.write(view));
        assertThat(json.at("/versions/0/version").asText()).isEqualTo(id(QUOTES).value());
        assertThat(json.at("/versions/0/stage/name").asText()).isEqualTo("champion");
        assertThat(json.at("/versions/0/share").asDouble()).isEqualTo(.95);
        assertThat(json.at("/commands")).hasSize(2);
    }

    @Test
    void shouldPinTheChampionOfAProjectInModeAuto() {
        versions(SEED, QUOTES);
        arrive("a", ADDRESS, "ada");
        topics.with(
                Topics.PROMPTS, List.of(table(1, QUOTES, List.of(id(SEED)), new Serving.Alone())));

        assertThat(view(Traffic.project(Mode.AUTO).withSeed(SEED), "ada").commands())
                .containsExactly(
                        "mtg prompts rollback %s --to %s".formatted(ID, id(SEED)),
                        "mtg prompts pin %s %s".formatted(ID, id(SEED)));
    }

    @Test
    void shouldFindNoQuoteOfAnotherGroupOrProject() {
        versions(SEED, QUOTES);
        arrive("a", "Something else that nobody has in a prompt.", "ada");
        arrive("b", ADDRESS, "bob");
        inbox(new TaskArrived(task(new ProjectId("other"), "a", ADDRESS, "ada"), NOON));
        topics.with(Topics.PROMPTS, List.of(table(1, QUOTES, List.of(), new Serving.Alone())));

        assertThat(view("ada").text()).containsExactly(SENT, "no version quotes it");
        assertThat(view("nobody").text()).containsExactly(SENT, "no version quotes it");
        assertThat(view("bob").versions()).hasSize(1);
    }

    @Test
    void shouldAllowWhatTheSeedProgramHas() {
        Project project = PROJECT.withSeed(QUOTES);
        versions(QUOTES);
        arrive("a", ADDRESS, "ada");
        topics.with(Topics.PROMPTS, List.of(table(1, QUOTES, List.of(), new Serving.Alone())));

        assertThat(view(project, "ada").versions()).isEmpty();
    }

    /** Feedback and labels name a task only, and may come before it. */
    @Test
    void shouldFindFeedbackAndLabelsOnTheTasksOfAGroup() {
        Program comment = Rolling.program("She said that the brown dog ate her paper.");
        Program correction =
                Rolling.program("The right street is the long one behind the old mill.");
        Program label = Rolling.program("The right town is the small one beside the blue lake.");
        versions(SEED, comment, correction, label);
        inbox(
                new FeedbackGiven(
                        ID,
                        new TaskId("a"),
                        0.,
                        "The right street is the long one behind the old mill.",
                        "She said that the brown dog ate her paper.",
                        NOON));
        arrive("a", "Where?", "ada");
        arrive("b", "Which town?", "ada");
        topics.with(
                Topics.TASK_COMMANDS,
                List.of(
                        new TaskLabelled(
                                ID,
                                new TaskId("b"),
                                "The right town is the small one beside the blue lake.",
                                NOON,
                                "op")));
        topics.with(Topics.PROMPTS, List.of(table(1, SEED, List.of(), new Serving.Alone())));

        assertThat(view("ada").versions())
                .extracting(ForgottenGroupView.Quoting::version)
                .containsExactly(id(comment).value(), id(correction).value(), id(label).value());
        assertThat(view("ada").commands()).isEmpty();
    }

    /** A prompt may state what to answer. */
    @Test
    void shouldCountAnAnswerOnlyIfItsPromptDoesNotHaveTheWords() {
        Program template =
                Rolling.program("If unsure, reply: I cannot help with that, please call us.");
        Program copy =
                Rolling.program("Good replies are: the bus leaves from the stop behind the park.");
        versions(SEED, template, copy);
        arrive("a", "Help?", "ada");
        inbox(answer("a", template, "I cannot help with that, please call us."));
        inbox(answer("c", template, "The bus leaves from the stop behind the park."));
        topics.with(Topics.PROMPTS, List.of(table(1, SEED, List.of(), new Serving.Alone())));

        assertThat(view("ada").versions())
                .extracting(ForgottenGroupView.Quoting::version)
                .containsExactly(id(copy).value());
    }

    @Test
    void shouldPointToTheVersionsIfTheCommandsDoNotSuffice() {
        versions(SEED, QUOTES);
        arrive("a", ADDRESS, "ada");
        topics.with(Topics.PROMPTS, List.of(table(1, QUOTES, List.of(), new Serving.Alone())));

        ForgottenGroupView view = view("ada");

        assertThat(view.text())
                .endsWith(
                        "no earlier champion is without a quote: %s serves until another version is promoted"
                                .formatted(id(QUOTES).value().substring(0, 8)));
        assertThat(view.next())
                .containsExactly("mtg prompts ls --project " + ID, "mtg adapt status " + ID);
    }

    private ForgottenGroupView view(String group) {
        return view(PROJECT, group);
    }

    private ForgottenGroupView view(Project project, String group) {
        try (Cluster cluster = topics.cluster()) {
            return QuotingVersions.view(cluster, project, group, SENT);
        }
    }

    private void versions(Program... programs) {
        for (Program program : programs)
            topics.with(
                    Topics.PROMPT_VERSIONS,
                    List.of(
                            new PromptVersion(
                                    ID,
                                    program,
                                    null,
                                    new RunId("run"),
                                    RunKind.USER,
                                    "",
                                    new ScoreSummary(ScoreStats.EMPTY, null, null),
                                    null)));
    }

    private void arrive(String task, String input, String group) {
        inbox(new TaskArrived(task(ID, task, input, group), NOON));
    }

    private void inbox(Event event) {
        topics.with(Topics.INTAKE_INBOX, List.of(event));
    }

    private static TaskSubmitted task(ProjectId project, String id, String input, String group) {
        return new TaskSubmitted(project, new TaskId(id), input, null, null, null, group);
    }

    private static AnswerGiven answer(String task, Program by, String output) {
        return new AnswerGiven(ID, new TaskId(task), "ada", id(by), new Serial(1), 1, output, NOON);
    }

    private static PromptsServed marked(PromptsServed table) {
        return table.marked(ServingMarks.NONE.with("eu", id(QUOTES)));
    }

    private static PromptsServed table(
            int serial, Program champion, List<VersionId> earlier, Serving serving) {
        return new PromptsServed(
                ID, id(champion), earlier, serving, "why", "ada", new Serial(serial));
    }

    private static VersionId id(Program program) {
        return VersionId.of(ID, program);
    }
}
