package metatextgrad.simulator.helper;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.request.ProgramText;

/** Breaks a program with a mistake that language models make. */
enum BrokenProgram {
    CYCLE,
    UNKNOWN_INPUT,
    MISSING_FIELD,
    CUT_OFF;

    static String of(ProgramText program, Dice dice) {
        return dice.pick(List.of(values())).broken(program.value().deepCopy());
    }

    private String broken(ObjectNode program) {
        ObjectNode first = (ObjectNode) program.path(ProgramText.NODES).get(0);
        switch (this) {
            case CYCLE -> inputs(first).add(program.path(ProgramText.OUTPUT).asText());
            case UNKNOWN_INPUT -> inputs(first).add("background");
            case MISSING_FIELD -> program.remove(ProgramText.OUTPUT);
            case CUT_OFF -> {
                String json = JsonNodes.write(program);
                return json.substring(0, json.length() * 2 / 3);
            }
        }
        return JsonNodes.write(program);
    }

    private static ArrayNode inputs(ObjectNode node) {
        return node.path("inputs") instanceof ArrayNode array ? array : node.putArray("inputs");
    }
}
