package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.project.EvaluatorSpec;

/** An evaluator: its name alone, or an object with its name, its parts and any settings. */
record EvaluatorForm(
        String name,
        @JsonAnySetter
                @JsonSetter(nulls = Nulls.AS_EMPTY)
                @JsonDeserialize(contentUsing = ScalarText.class)
                Map<String, String> settings,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<EvaluatorSpec.Part> parts) {
    @JsonCreator
    EvaluatorForm {
        settings = new TreeMap<>(settings);
        parts = List.copyOf(parts);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EvaluatorForm named(String name) {
        return new EvaluatorForm(name, Map.of(), List.of());
    }

    static final class Convert extends StdConverter<EvaluatorForm, EvaluatorSpec> {
        @Override
        public EvaluatorSpec convert(EvaluatorForm form) {
            return new EvaluatorSpec(form.name, new TreeMap<>(form.settings), form.parts);
        }
    }
}
