package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.testing.Readme;
import metatextgrad.cli.testing.Waits;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.rollout.Assignment;
import metatextgrad.topics.Topics;

/** Serves the result of a run, as the guide shows it, with an application that reads the topics. */
record ServingCommands(LiveSystem live, ProjectId project) {
    /**
     * Approves, promotes and rolls back versions. Rollout then withdraws a bad version by itself.
     */
    void shouldExecuteTheCommandsOfTheGuide() throws Exception {
        PromptVersion found =
                live.cluster().all(Topics.PROMPT_VERSIONS, PromptVersion.class).stream()
                        .filter(version -> version.parent() != null)
                        .findFirst()
                        .orElseThrow();
        String id = found.id().value();
        List<String> out = new ArrayList<>();
        for (List<String> words : Readme.guide("Serve the result")) {
            MtgCommand.Ended ended =
                    live.mtg()
                            .here(
                                    words.stream()
                                            .map(word -> word.equals("VERSION") ? id : word)
                                            .toArray(String[]::new));
            assertThat(ended.code()).as(words + ended.err()).isZero();
            out.add(ended.out());
        }
        assertThat(out).hasSize(6);
        assertThat(out.get(0)).startsWith("version ").contains("  champion  ", "  100 %  ");
        assertThat(out.get(1))
                .startsWith("version %s of project dyck\nstage: never served\n".formatted(id))
                .contains("serving table 1: run run-dyck-", "--- prompt of solve, before\n");
        assertThat(out.get(2))
                .startsWith("serving table 2 of project dyck: approved by hand, by ")
                .contains("  champion    80 %  ", "  challenger  20 %  ");
        assertThat(out.get(3))
                .startsWith("serving table 3 of project dyck: promoted by hand, by ")
                .contains("  champion   95 %  ", "  former     5 %  ");
        assertThat(out.get(4))
                .startsWith("serving table 4 of project dyck: rolled back by hand, by ")
                .contains("  champion   100 %  ");
        assertThat(out.get(5))
                .startsWith("serving table 4 of project dyck\nlabel production: " + found.parent())
                .contains("\n\nchampion " + found.parent())
                .contains(": 100 % of the traffic\n\nprompt of solve:\n")
                .doesNotContain(id);

        refuseWhatCannotBe(id);
        assertThat(
                        live.mtg()
                                .here(
                                        "prompts",
                                        "approve",
                                        id.substring(0, 12),
                                        "--share",
                                        "0.5",
                                        "--yes")
                                .code())
                .isZero();
        judge(found);
        PromptsServed last = Waits.looking().until(this::table, one -> one.serial().number() == 6);
        assertThat(last.serving()).isEqualTo(new Serving.Alone());
        assertThat(last.champion()).isEqualTo(found.parent());
        assertThat(last.why()).startsWith("the challenger " + id + " is worse: 0.000 of ");
        JsonNode shown =
                new ObjectMapper()
                        .readTree(
                                live.mtg().here("prompts", "show", "dyck", id, "-o", "json").out());
        assertThat(shown.get("reason").asText()).isEqualTo(last.why());
        assertThat(shown.get("servesAs").isNull()).isTrue();
        assertThat(shown.at("/program/output").asText()).isEqualTo("solve");
    }

    private void refuseWhatCannotBe(String id) throws Exception {
        assertThat(live.mtg().here("prompts", "promote", "dyck", "--yes").err())
                .isEqualTo(
                        "mtg: project dyck has no challenger: choose one with mtg prompts approve VERSION\n");
        MtgCommand.Ended share = live.mtg().here("prompts", "approve", id, "--share", "0.9");
        assertThat(share.err()).isEqualTo("mtg: --share is 0.9: it must be from 0.01 to 0.5\n");
        assertThat(share.code()).isEqualTo(2);
        assertThat(live.mtg().here("prompts", "rollback", "dyck", "--yes").err())
                .isEqualTo(
                        "mtg: project dyck has no earlier champion: mtg prompts ls lists the served versions\n");
        assertThat(live.mtg().here("prompts", "rollback", "nope").code()).isEqualTo(3);
        assertThat(live.mtg().here("prompts", "show", "dyck", "nope").err())
                .isEqualTo("mtg: no version nope: mtg prompts ls --project dyck lists them\n");
    }

    /** An application with 60 users: all are happy with the champion, none with the other. */
    private void judge(PromptVersion bad) {
        PromptsServed table = table();
        List<TaskJudged> judged = new ArrayList<>();
        for (int user = 0; user < 60; user++) {
            Assignment assigned = Assignment.of(table, "user-" + user);
            judged.add(
                    new TaskJudged(
                            project,
                            new TaskId("question-" + user),
                            "user-" + user,
                            assigned.version(),
                            table.serial(),
                            assigned.probability(),
                            Instant.now(),
                            assigned.version().equals(bad.id()) ? 0 : 1,
                            TaskJudged.Evidence.FEEDBACK));
        }
        live.cluster().send(judged);
    }

    private PromptsServed table() {
        return live.cluster().all(Topics.PROMPTS, PromptsServed.class).stream()
                .filter(one -> one.project().equals(project))
                .reduce((held, other) -> other)
                .orElseThrow();
    }
}
