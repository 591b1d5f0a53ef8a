{{- /* Short enough for the names of pods and of their volumes. */ -}}
{{- define "metatextgrad.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "metatextgrad.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "metatextgrad.labels" -}}
{{ include "metatextgrad.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "metatextgrad.image" -}}
image: {{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end -}}

{{- /* What every command that talks to Kafka needs. */ -}}
{{- define "metatextgrad.environment" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: APICURIO_REGISTRY_URL
  value: {{ .Values.registry.url | quote }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}

{{- define "metatextgrad.secrets" -}}
{{- with .Values.kafka.existingSecret -}}
envFrom:
  - secretRef:
      name: {{ . }}
{{- end }}
{{- end -}}

{{- /* The pod security standard "restricted". */ -}}
{{- define "metatextgrad.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- /* The value of MTG_MODEL_SERVERS. */ -}}
{{- define "metatextgrad.servers" -}}
{{- range $i, $server := . }}{{ if $i }}, {{ end }}{{ $server.baseUrl }}{{ with $server.keyVariable }} {{ . }}{{ end }}{{ end }}
{{- end -}}

{{- define "metatextgrad.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- /* Of every pod. Service links would put MTG_*_PORT and KAFKA_PORT into the environment, which are not settings. */ -}}
{{- define "metatextgrad.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{ include "metatextgrad.podSecurity" . }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
