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
    more: 'Every flag can also be set in the environment: --add-mirror as DOCKCFG_ADD_MIRROR.\nStart with: dockcfg doctor',
  })),
  commands: late(() => ({
    setup: {
      summary: 'ask what this host should have, show what would change, then apply and prove it',
      details:
        'It first looks at how pulls work now, then asks what the flags leave open, and tries out each answer. What is broken, misspelt or in conflict is read as it was evidently meant. Nothing is written until you agree to the preview; Ctrl-C leaves the host as it was.',
      examples: ['dockcfg setup', 'dockcfg setup --mirror https://mirror.example'],
    },
    apply: {
      summary: 'make this host match a profile, flags, or both',
      details:
        'Flags override the profile. What neither names is left alone. Either everything is done and the running engine confirms it, or everything is put back.',
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
      summary:
        'show the effective configuration: each value, where it is set, and what runs instead',
      details: '',
      examples: ['dockcfg show', 'dockcfg show registry-mirrors --json'],
    },
    doctor: {
      summary: 'check the route that a pull takes, and name what breaks it',
      details:
        'A target with a dot or a port and no slash is a registry host; anything else is an image. Without a target, it checks Docker Hub and every registry that the configuration names. Nothing is changed.',
      examples: [
        'dockcfg doctor',
        'dockcfg doctor nginx:1.27',
        'dockcfg doctor harbor.example:8443 --json',
      ],
    },
    explain: {
      summary: 'say which route a pull would take and why, or what a finding means; offline',
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
        'If something else has changed the same file since, nothing is touched and the difference is shown. A file that the engine does not start with is put back only with --restart never.',
      examples: ['dockcfg rollback', 'dockcfg rollback 20261120T101500Z-7f3a'],
    },
    export: {
      summary: 'print what this host has now, as input for another one',
      details: 'Secrets are printed as references, never as text.',
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
    key: "a key, spelled as in Docker's own configuration: registry-mirrors, https-proxy, …",
    subject: 'an image, or the code of a finding such as DC2001',
    id: 'a transaction, as `dockcfg history` lists it',
    name: 'the document: apply, ca-fetch, ca-list, cache, doctor, error, explain, explain-code, history, mirrors, profile, show',
    shell: 'bash, zsh or fish',
    ...moreHelpEn.operands,
  })),
  options: late(() => ({
    json: 'print the result as one JSON document',
    format: 'print the result in another format; which ones exist depends on the command',
    lang: 'language of the texts: en or zh-CN (default: from the locale)',
    root: 'work on the system in this folder, which is not running',
    engine: "the engine in that folder, if its package database doesn't say",
    'no-input': 'never ask anything',
    yes: 'answer yes to what is safe, to a reload and to a restart',
    quiet: 'print only errors on stderr',
    verbose: 'print more on stderr',
    deadline: 'end the whole run after this time, such as 90s, and put everything back',
    color: 'whether to use colour (default: auto, only on a terminal)',
    check: 'change nothing, only show what would be done',
    diff: 'show what changes in each file',
    'detailed-exitcode': 'exit with 2 when changes are pending',
    restart:
      'whether the engine may be reloaded or restarted (default: auto, as the change requires)',
    'no-verify': 'do not compare with the running engine afterwards',
    'allow-unsupported': 'only warn about what this engine cannot do, instead of refusing it',
    repair: 'accept the one sensible reading of a broken daemon.json, and correct misspelt keys',
    as: 'profile, flags, ansible or cloud-init (default: profile)',
    image: 'the image to check with, even if it looks like a host',
    host: 'a registry host to check, even if it looks like an image',
    'fail-on': 'exit with 1 from this severity on: warning, error or never (default: error)',
    ...moreHelpEn.options,
    ...doctorHelpEn,
  })),
};
