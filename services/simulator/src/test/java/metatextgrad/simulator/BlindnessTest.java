package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.simulator.helper.HelperNoise;
import metatextgrad.simulator.helper.TaskBriefs;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The replies of the helpers are the same in worlds that differ only for the student. */
@Tag("long")
final class BlindnessTest {
    private static final String STRUCTURES =
            """
            {"name":"a","phases":[{"strategy":"tgd","aspect":"prompt","steps":3,"taskDescription":"You improve such texts."}]}
            {"name":"b","phases":[{"strategy":"adas","aspect":"structure","steps":3,"taskDescription":"You rebuild such programs."}]}
            Write an object with "phases" and at most 6 steps.
            """;
    private static final String PROGRAM =
            """
            <PROGRAM>{"nodes":[{"id":"n%d","inputs":["task"],"prompt":"Think twice."}],"output":"n"}</PROGRAM>
            <FEEDBACK>%s</FEEDBACK>
            Send <NEW_PROGRAM>the new program</NEW_PROGRAM>.
            """;

    /** Pairs of worlds with the same public numbers. */
    @ParameterizedTest
    @CsvSource({"demo, null", "demo, items-alike", "structure-helps, structure-hurts"})
    void shouldAnswerAThousandRequestsWithTheSameBytesInTwoWorlds(String one, String other)
            throws IOException, InterruptedException {
        List<String> requests = recorded();
        assertThat(requests).hasSize(1000);
        assertThat(replies(one, requests)).isEqualTo(replies(other, requests));
    }

    /** With all that the optimizer knows, and a request to the meta role that shows failures. */
    @Test
    void shouldKnowTheSameInTwoWorlds() {
        HelperNoise helpers = Worlds.find("knowledge").helpers();
        RoleClient one = client(helpers, "knowledge");
        RoleClient other = client(helpers, "null");
        for (TaskFamily task : TaskFamily.values()) {
            String description = TaskBriefs.naming(task, Skill.of(task));
            for (int seed = 0; seed < 40; seed++) {
                String item = Items.of(task, 70, 40).get(seed);
                String wrong = "Work.\nAnswer: " + Items.read(item).target() + " ]";
                String update =
                        RoleClient.optimizerRequest(description, "Think.", List.of(item), seed);
                String failure = item + "\n" + wrong + "\nAnswer as \"new_brief\".";
                String meta = RoleClient.request(Role.META, "", failure, seed);
                for (String request : List.of(update, meta))
                    assertThat(one.reply(request).body()).isEqualTo(other.reply(request).body());
                assertThat(SkillReader.taught(RoleClient.content(one.reply(update)))).isNotEmpty();
            }
        }
    }

    private static RoleClient client(HelperNoise helpers, String student) {
        WorldFile found = Worlds.find(student);
        return new RoleClient(
                new Simulator(new WorldFile("none", helpers, found.world(), found.traffic()), 1));
    }

    private static List<String> replies(String world, List<String> requests)
            throws IOException, InterruptedException {
        var replies = new ArrayList<String>();
        try (var server = SimulatorServer.start(SimulatorConfig.of(world));
                var client = HttpClient.newHttpClient()) {
            for (String request : requests) {
                replies.add(post(client, server.baseUrl(), request));
            }
        }
        return replies;
    }

    private static String post(HttpClient client, URI base, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The requests of one loop to its critic, optimizer, meta role and judge. */
    private static List<String> recorded() {
        RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 1));
        var requests = new ArrayList<String>();
        for (int i = 0; requests.size() < 1000; i++) {
            TaskFamily task = List.of(TaskFamily.values()).get(i % 3);
            String item = Items.of(task, 100 + i, 1).getFirst();
            String prompt = Prompts.seed(task);
            String answer = demo.answer(prompt, item, i);
            requests.add(RoleClient.criticRequest(prompt, item, answer, i));
            String criticism = demo.criticism(prompt, item, answer, i);
            requests.add(RoleClient.optimizerRequest("Improve.", prompt, List.of(criticism), i));
            requests.add(RoleClient.request(Role.META, "", item + " Answer as \"new_brief\".", i));
            requests.add(RoleClient.request(Role.META, "", STRUCTURES, i));
            String program = PROGRAM.formatted(i % 9, criticism);
            requests.add(RoleClient.request(Role.OPTIMIZER, "You plan in stages.", program, i));
            String truth = Items.read(item).target();
            requests.add(
                    RoleClient.request(
                            Role.JUDGE,
                            "",
                            "<TRUTH>"
                                    + truth
                                    + "</TRUTH><REPLY>"
                                    + answer
                                    + "</REPLY> Write <V></V>.",
                            i));
        }
        return requests.subList(0, 1000);
    }
}
