package metatextgrad.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.simulator.chat.BadRequestException;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.chat.RequestReader;
import metatextgrad.simulator.role.CallLog;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;

/** Sends requests to the roles, with prompts of its own. */
record RoleClient(Simulator simulator) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The body of a request with a system and a user message. */
    static String request(Role role, String system, String user, long seed) {
        ObjectNode body = JSON.createObjectNode().put("model", role.modelName()).put("seed", seed);
        var messages = body.putArray("messages");
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        messages.addObject().put("role", "user").put("content", user);
        return body.toString();
    }

    static String content(JsonResponse reply) {
        try {
            return JSON.readTree(reply.body()).at("/choices/0/message/content").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    static String criticRequest(String prompt, String question, String answer, long seed) {
        String user =
                """
                <CONVERSATION>
                <SYSTEM>%s</SYSTEM>
                <QUESTION>%s</QUESTION>
                <ANSWER>%s</ANSWER>
                </CONVERSATION>
                The expected answer was: %s
                Criticise the answer.
                """
                        .formatted(prompt, question, answer, Items.read(question).target());
        return request(Role.CRITIC, "You criticise.", user, seed);
    }

    static String optimizerRequest(
            String description, String prompt, List<String> criticisms, long seed) {
        var user =
                new StringBuilder(
                        "This is the text.\n<CURRENT_TEXT>\n" + prompt + "\n</CURRENT_TEXT>\n");
        criticisms.forEach(one -> user.append("<CRITICISM>\n" + one + "\n</CRITICISM>\n"));
        user.append("Write the better text between <NEW_TEXT> and </NEW_TEXT>.");
        return request(Role.OPTIMIZER, description, user.toString(), seed);
    }

    /** Counts a request given as JSON, and answers it with a completion or an error. */
    JsonResponse reply(String request) {
        try {
            ChatRequest read = RequestReader.read(request);
            try (CallLog.Call ignored = simulator.calls().begin(read)) {
                return simulator.answer(read);
            }
        } catch (BadRequestException e) {
            return e.response();
        }
    }

    String answer(String prompt, String question, long seed) {
        return content(reply(request(Role.STUDENT, prompt, question, seed)));
    }

    /** True if the last line is the right answer line. */
    boolean isRight(String prompt, String question, long seed) {
        return answer(prompt, question, seed)
                .endsWith("\nAnswer: " + Items.read(question).target());
    }

    double accuracy(String prompt, List<String> questions) {
        return questions.stream().filter(one -> isRight(prompt, one, 0)).count()
                / (double) questions.size();
    }

    String criticism(String prompt, String question, String answer, long seed) {
        return content(reply(criticRequest(prompt, question, answer, seed)));
    }

    String improved(String description, String prompt, List<String> criticisms, long seed) {
        String reply = content(reply(optimizerRequest(description, prompt, criticisms, seed)));
        int start = reply.indexOf("<NEW_TEXT>");
        int end = reply.indexOf("</NEW_TEXT>");
        return start < 0 || end < 0 ? prompt : reply.substring(start + 10, end).strip();
    }
}
