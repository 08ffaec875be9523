import { late } from '../../domain/late.ts';
import { doctorHelpEn } from './help-doctor-en.ts';
import { moreHelpEn } from './help-more-en.ts';

/** The texts of the help in English; apart, so that help loads nothing else. */
export const helpEn = {
  help: late(() => ({
    about:
      "Configures Docker's registries, mirrors, proxies and CA certificates safely, proves that pulls work, and says why when they don't.",
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    globalOptions: 'Options of every command:',
    commands: 'Commands:',
    commandPlace: 'COMMAND',
    optionsPlace: '[options]',
    examples: 'Examples:',
    wishes: 'What this host should have:',
    help: 'show help',
    period: '.',
    version: 'show the version',
    more: 'Every flag can be given by the environment, too: --add-mirror as DOCKCFG_ADD_MIRROR.\nStart with: dockcfg doctor',
  })),
  commands: late(() => ({
    setup: {
      summary: 'ask what this host should have, show what would change, then do and prove it',
      details:
        'It looks at the pulls first, asks what the flags leave open, and tries each answer. What is broken, misspelt or in conflict is taken as it was evidently meant. Nothing is written before the preview is agreed to; Ctrl-C leaves the host as it was.',
      examples: ['dockcfg setup', 'dockcfg setup --mirror https://mirror.example'],
    },
    apply: {
      summary: 'make this host match a profile, flags, or both',
      details:
        'Flags beat the profile. What neither names is left alone. Either everything is done and the running engine shows it, or everything is put back.',
      examples: [
        'dockcfg apply profile.json5',
        'dockcfg apply --add-mirror https://mirror.example --check --diff',
        'dockcfg apply --root /mnt/image profile.yaml',
      ],
    },
    plan: {
      summary: 'show what apply would change, and change nothing',
      details: '',
      examples: ['dockcfg plan profile.json5', 'dockcfg plan profile.json5 --detailed-exitcode'],
    },
    show: {
      summary: 'show the effective configuration: each value, where it stands, what runs instead',
      details: '',
      examples: ['dockcfg show', 'dockcfg show registry-mirrors --json'],
    },
    doctor: {
      summary: 'check the path that a pull takes, and name what breaks it',
      details:
        'A target with a dot or a port and no slash is a registry host; anything else is an image. Without targets: Docker Hub and every registry that the configuration names. Nothing is changed.',
      examples: [
        'dockcfg doctor',
        'dockcfg doctor nginx:1.27',
        'dockcfg doctor harbor.example:8443 --json',
      ],
    },
    explain: {
      summary: 'say which way a pull would take and why, or what a finding means; offline',
      details: '',
      examples: ['dockcfg explain nginx', 'dockcfg explain DC2001'],
    },
    history: {
      summary: 'list what dockcfg has changed on this host',
      details: '',
      examples: ['dockcfg history'],
    },
    rollback: {
      summary: 'undo a change, the last one by default',
      details:
        'Where something else has changed the same file since, nothing is touched and the difference is shown. A file that the engine does not start with is put back with --restart never only.',
      examples: ['dockcfg rollback', 'dockcfg rollback 20261120T101500Z-7f3a'],
    },
    export: {
      summary: 'print what this host has now, as input for another one',
      details: 'Secrets go out as references, never as text.',
      examples: ['dockcfg export > profile.json5', 'dockcfg export --as cloud-init'],
    },
    ...moreHelpEn.commands,
    schema: {
      summary: 'print the JSON Schema of a document',
      details: '',
      examples: ['dockcfg schema doctor'],
    },
    completion: {
      summary: 'print the completion script for a shell',
      details: '',
      examples: ['dockcfg completion bash > /etc/bash_completion.d/dockcfg'],
    },
  })),
  operands: late(() => ({
    profile: 'a profile file (JSON5, JSON or YAML), or - for standard input',
    target: 'an image or a registry host',
    key: "a key, spelled as Docker's own: registry-mirrors, https-proxy, …",
    subject: 'an image, or the code of a finding such as DC2001',
    id: 'the transaction, as `dockcfg history` lists it',
    name: 'the document: apply, ca-fetch, ca-list, cache, doctor, error, explain, explain-code, history, mirrors, profile, show',
    shell: 'bash, zsh or fish',
    ...moreHelpEn.operands,
  })),
  options: late(() => ({
    json: 'print the result as one JSON document',
    format: 'print the result in another form; which ones depends on the command',
    lang: 'language of the texts: en or zh-CN (default: from the locale)',
    root: 'work on the host in this folder, which is not running',
    engine: "the engine of that folder, where its package database doesn't say",
    'no-input': 'never ask anything',
    yes: 'answer yes to what is safe, to a reload and to a restart',
    quiet: 'nothing on stderr but errors',
    verbose: 'say more on stderr',
    deadline: 'end the whole run after this time, e.g. 90s, and put everything back',
    color: 'whether texts are in colour (default: auto, on a terminal)',
    check: 'change nothing, only say what would be done',
    diff: 'show what changes in each file',
    'detailed-exitcode': 'exit with 2 when changes are pending',
    restart:
      'whether the engine may be reloaded or restarted (default: auto, as the change needs it)',
    'no-verify': 'do not compare with the running engine afterwards',
    'allow-unsupported': 'warn about what this engine cannot do, instead of refusing it',
    repair: 'accept the one sensible reading of a broken daemon.json, and correct misspelt keys',
    as: 'profile, flags, ansible or cloud-init (default: profile)',
    image: 'the image to check with, even if it looks like a host',
    host: 'a registry host to check, even if it looks like an image',
    'fail-on': 'exit with 1 from this severity on: warning, error or never (default: error)',
    ...moreHelpEn.options,
    ...doctorHelpEn,
  })),
};
