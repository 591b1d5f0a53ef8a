package metatextgrad.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies to programs of one prompt keep their bytes in the first three worlds. */
final class SameBytesTest {
    @ParameterizedTest
    @CsvSource({"demo, 27e173b89a612aa6", "null, 597234530832b2c0", "meta-inert, 5a10ceaf7762858b"})
    void shouldKeepTheBytesOfReplies(String world, String digest) throws NoSuchAlgorithmException {
        RoleClient client = new RoleClient(new Simulator(Worlds.find(world), 1));
        MessageDigest sum = MessageDigest.getInstance("SHA-256");
        for (TaskFamily task : TaskFamily.values()) {
            for (String item : Items.of(task, 31, 60)) {
                add(sum, client, task, item);
            }
        }
        assertThat(HexFormat.of().formatHex(sum.digest()).substring(0, 16)).isEqualTo(digest);
    }

    private static void add(MessageDigest sum, RoleClient client, TaskFamily task, String item) {
        for (String prompt :
                List.of(
                        "",
                        Prompts.seed(task),
                        Prompts.threeSkills(task),
                        Prompts.keywords(task))) {
            String answer = client.answer(prompt, item, 3);
            String criticism = client.criticism(prompt, item, answer, 4);
            sum.update(answer.getBytes(UTF_8));
            sum.update(criticism.getBytes(UTF_8));
            List<String> criticisms =
                    List.of(criticism, "It should look twice.", "It needs to be exact.");
            sum.update(client.improved("You improve it.", prompt, criticisms, 5).getBytes(UTF_8));
        }
        String user = item + " Answer with JSON: {\"better_brief\": \"...\"}";
        sum.update(client.reply(RoleClient.request(Role.META, "", user, 6)).body().getBytes(UTF_8));
        String judged =
                "<TRUTH>1</TRUTH><PREDICTION>Answer: 1</PREDICTION> Write 1 or 0 inside <V></V>.";
        sum.update(
                client.reply(RoleClient.request(Role.JUDGE, "", judged, 7)).body().getBytes(UTF_8));
    }
}
