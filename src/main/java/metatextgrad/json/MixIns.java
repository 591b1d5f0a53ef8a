package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.List;
import java.util.SortedMap;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunId;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.model.project.TextGuard;
import org.jspecify.annotations.Nullable;

/** What differs from {@link Json}'s rules in records of the model, which know no library. */
final class MixIns {
    private MixIns() {}

    static SimpleModule module() {
        return new SimpleModule()
                .setMixInAnnotation(ProjectId.class, Id.class)
                .setMixInAnnotation(RunId.class, Id.class)
                .setMixInAnnotation(Node.class, OfNode.class)
                .setMixInAnnotation(Node.LlmCall.class, OfLlmCall.class)
                .setMixInAnnotation(EvaluatorSpec.class, OfEvaluator.class)
                .setMixInAnnotation(Budget.class, OfBudget.class)
                .setMixInAnnotation(AdaptSettings.class, OfAdapt.class)
                .setMixInAnnotation(ModelSpec.class, OfModel.class)
                .setMixInAnnotation(LoopSettings.class, OfLoop.class)
                .setMixInAnnotation(TextGuard.class, OfGuard.class)
                .setMixInAnnotation(MetaSettings.class, OfMeta.class)
                .setMixInAnnotation(Project.class, OfProject.class)
                .setMixInAnnotation(Provenance.class, OfProvenance.class);
    }

    abstract static class Id {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Id(String value) {}

        @JsonValue
        abstract String value();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Node.LlmCall.class, name = "llm"),
        @JsonSubTypes.Type(value = Node.SplitText.class, name = "split"),
        @JsonSubTypes.Type(value = Node.Aggregate.class, name = "aggregate"),
        @JsonSubTypes.Type(value = Node.Extract.class, name = "extract")
    })
    interface OfNode {}

    interface OfLlmCall {
        @JsonSetter(nulls = Nulls.SET)
        @Nullable String template();

        @JsonSetter(nulls = Nulls.SET)
        boolean each();
    }

    @JsonDeserialize(converter = EvaluatorForm.Convert.class)
    interface OfEvaluator {
        @JsonAnyGetter
        SortedMap<String, String> settings();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<EvaluatorSpec.Part> parts();
    }

    @JsonSerialize(converter = BudgetForm.Write.class)
    @JsonDeserialize(converter = BudgetForm.Read.class)
    interface OfBudget {}

    @JsonSerialize(converter = AdaptForm.Write.class)
    @JsonDeserialize(converter = AdaptForm.Read.class)
    interface OfAdapt {}

    interface OfModel {
        @JsonSetter(nulls = Nulls.SET)
        @Nullable Double temperature();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable Double topP();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String reasoningEffort();

        @JsonSetter(nulls = Nulls.SET)
        @JsonSerialize(converter = ObjectText.Write.class)
        @JsonDeserialize(converter = ObjectText.Read.class)
        @Nullable String extra();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String baseUrl();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String keyVariable();
    }

    interface OfLoop {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = OneCritique.class)
        @JsonSetter(nulls = Nulls.SET)
        LoopSettings.Critiques critiques();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoGuard.class)
        @JsonSetter(nulls = Nulls.SET)
        TextGuard guard();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = PublicTargets.class)
        @JsonSetter(nulls = Nulls.SET)
        LoopSettings.Targets targets();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonSetter(nulls = Nulls.SET)
        String targetSet();
    }

    /** The default is left out, because ids of runs hash the project. */
    static final class PublicTargets {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == LoopSettings.Targets.PUBLIC;
        }

        @Override
        public int hashCode() {
            return LoopSettings.Targets.PUBLIC.hashCode();
        }
    }

    /** The default is left out, because ids of runs hash the project. */
    static final class NoGuard {
        @Override
        public boolean equals(@Nullable Object value) {
            return TextGuard.NONE.equals(value);
        }

        @Override
        public int hashCode() {
            return TextGuard.NONE.hashCode();
        }
    }

    interface OfGuard {
        @JsonSetter(nulls = Nulls.SET)
        @Nullable List<String> known();
    }

    /** The default is left out, because ids of runs hash the project. */
    static final class OneCritique {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == LoopSettings.Critiques.ONCE;
        }

        @Override
        public int hashCode() {
            return LoopSettings.Critiques.ONCE.hashCode();
        }
    }

    interface OfMeta {
        @JsonProperty("meta-repairs")
        int repairs();

        @JsonProperty("meta-margin")
        double margin();

        @JsonProperty("meta-initial-score")
        MetaSettings.InitialScore initialScore();

        @JsonProperty("meta-leak-tokens")
        int leakTokens();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = BestParents.class)
        @JsonSetter(nulls = Nulls.SET)
        MetaSettings.ParentRule parents();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String control();
    }

    /** The default is left out, because ids of runs hash the project. */
    static final class BestParents {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == MetaSettings.ParentRule.BEST;
        }

        @Override
        public int hashCode() {
            return MetaSettings.ParentRule.BEST.hashCode();
        }
    }

    interface OfProject {
        @JsonProperty("program")
        Program seed();

        @JsonUnwrapped
        LoopSettings loop();

        @JsonUnwrapped
        MetaSettings meta();

        @JsonProperty("split-shares")
        SplitShares shares();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable AdaptSettings adapt();
    }

    interface OfProvenance {
        @JsonSetter(nulls = Nulls.SET)
        @Nullable Double validation();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable Double rescored();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable Double test();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable Double seedTest();
    }
}
