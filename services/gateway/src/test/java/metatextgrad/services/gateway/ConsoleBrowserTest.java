package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.ConsoleState.DYCK;
import static metatextgrad.services.gateway.ConsoleState.TRIAGE;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The console in a real Chromium, by the script in {@code src/test/browser}. With {@code
 * -Ddocs.update=true}, it keeps the pictures for the documentation.
 */
@Tag("long")
final class ConsoleBrowserTest extends ConsoleTest {
    static final Path SCRIPTS = Path.of("src", "test", "browser").toAbsolutePath();
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> KEPT =
            List.of(
                    "projects",
                    "project",
                    "version",
                    "contest",
                    "run",
                    "steps",
                    "step",
                    "task",
                    "optimizers",
                    "letter");
    private static final List<String> LOOKS = List.of("light", "dark", "narrow");

    @Test
    void shouldLookRightAndWorkByKeyboard() throws Exception {
        String browser = browser();
        Path packages = PackageCache.node(SCRIPTS);
        ConsoleState state = fill("");

        String output =
                new SuiteProcess(SCRIPTS)
                        .with("MTG_PACKAGES", packages.toString())
                        .requireSuccess(
                                "node",
                                "console.mjs",
                                gateway.uri("").toString(),
                                OPERATOR,
                                browser,
                                folder.toString(),
                                "projects=/",
                                "project=/projects/dyck",
                                "version=/projects/dyck/versions/" + state.id(DYCK, state.best()),
                                "contest=/projects/dyck/contests/2",
                                "challenger=/projects/%s/contests/1".formatted(TRIAGE),
                                "run=/runs/" + state.run("adapt-dyck-000002"),
                                "running=/runs/" + state.run("adapt-dyck-000003"),
                                "steps=/runs/adapt-dyck-000002/steps",
                                "step=/runs/adapt-dyck-000002/steps/trial-7/1",
                                "task=/projects/dyck/tasks/task-1-1",
                                "optimizers=/projects/dyck/optimizers",
                                "letters=/dead-letters",
                                "letter=/dead-letters/mtg.tasks-0-7",
                                "edit=/dead-letters/mtg.tasks-0-7?edit=1");
        if (Boolean.getBoolean("docs.update")) keepPictures();

        JsonNode found = new JsonMapper().readTree(output.lines().toList().getLast());
        assertThat(found.path("problems")).isEmpty();
        assertThat(found.path("pages")).hasSize(LOOKS.size() * 15);
        for (JsonNode page : found.path("pages")) {
            String name = page.path("page").asText() + ", " + page.path("look").asText();
            assertThat(page.path("findings")).as(name).isEmpty();
            assertThat(page.path("overflow").asInt()).as(name).isLessThanOrEqualTo(0);
        }
        assertThat(found.path("approved").asText()).contains("reads well, approved by keyboard");
        String approved = state.id(DYCK, state.best()).value();
        assertThat(found.path("live").asText()).contains(approved.substring(0, 10) + " 10 %");
        assertThat(found.path("sent").asText()).isEqualTo("Sent again: mtg.tasks-0-7.");
        assertThat(kafka.commands())
                .hasExactlyElementsOfTypes(ChallengerApproved.class, DeadLetterSent.class);
    }

    /** Returns a Chromium; skips the test if there is none. */
    static String browser() {
        Optional<String> browser =
                BROWSERS.stream().filter(one -> Files.isExecutable(Path.of(one))).findFirst();
        assumeTrue(browser.isPresent(), "no Chromium: apt-get install chromium");
        return browser.orElseThrow();
    }

    private void keepPictures() throws IOException {
        for (String page : KEPT)
            for (String look : LOOKS) {
                String name = "console-%s-%s.png".formatted(page, look);
                Files.copy(
                        folder.resolve(name),
                        Path.of("../../docs/img", name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
    }
}
