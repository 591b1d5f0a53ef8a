package metatextgrad.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.simulator.role.Role;

/** Runs programs in JSON, each call with its own messages. */
record ProgramRunner(RoleClient client) {
    /** The output of the last node; empty if the program is broken. */
    String answer(String program, String question) {
        try {
            JsonNode json = RoleClient.JSON.readTree(program);
            Map<String, String> values = new LinkedHashMap<>(Map.of("task", question));
            for (JsonNode node : json.path("nodes")) {
                values.put(node.path("id").asText(), called(node, values));
            }
            return values.getOrDefault(json.path("output").asText(), "");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private String called(JsonNode node, Map<String, String> values) {
        List<String> inputs = new ArrayList<>();
        for (JsonNode input : node.path("inputs")) {
            String text = values.getOrDefault(input.asText(), "");
            inputs.add(node.path("inputs").size() == 1 ? text : input.asText() + ":\n" + text);
        }
        return client.answer(node.at("/prompt/value").asText(), String.join("\n\n", inputs), 0);
    }

    double accuracy(String program, List<String> questions) {
        return Chain.share(questions, question -> answer(program, question));
    }

    /** The program that an optimizer writes after criticism of these answers. */
    String rebuilt(String program, List<String> questions, long seed) {
        var user = new StringBuilder("<CURRENT_PROGRAM>\n" + program + "\n</CURRENT_PROGRAM>\n");
        for (String question : questions) {
            String answer = answer(program, question);
            user.append("<FEEDBACK node=\"x\">\n")
                    .append(client.criticism("", question, answer, seed))
                    .append("\n</FEEDBACK>\n");
        }
        user.append("Send it as <IMPROVED_PROGRAM>the new program</IMPROVED_PROGRAM>.");
        String request =
                RoleClient.request(Role.OPTIMIZER, "You rebuild programs.", user.toString(), seed);
        String reply = RoleClient.content(client.reply(request));
        int start = reply.indexOf("<IMPROVED_PROGRAM>");
        int end = reply.indexOf("</IMPROVED_PROGRAM>");
        return start < 0 || end < 0 ? "" : reply.substring(start + 18, end).strip();
    }
}
