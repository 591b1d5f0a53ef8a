package metatextgrad.embedded.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.rollout.Assignment;

/** The serving table as an application reads it from its JSON topic. */
record ServedTable(String project, long serial, List<Version> versions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A version and the prompt of its only call. */
    record Version(String id, double share, String prompt) {}

    static ServedTable read(String json) {
        try {
            JsonNode table = JSON.readTree(json);
            List<Version> versions = new ArrayList<>();
            for (JsonNode one : table.get("versions"))
                versions.add(
                        new Version(
                                one.get("version").asText(),
                                one.get("share").asDouble(),
                                one.get("text").asText()));
            return new ServedTable(
                    table.get("project").asText(), table.get("serial").asLong(), versions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rollout writes JSON", e);
        }
    }

    /** Returns the version that answers a task. */
    Version of(String task) {
        Version second = versions.getLast();
        double place = Assignment.place(new ProjectId(project), new Serial(serial), task);
        return versions.size() == 2 && place < second.share() ? second : versions.getFirst();
    }
}
